# Reads "a<TAB>b" lines, prints "a<TAB>sign<TAB>b" by the order in which opam
# lists the versions of a package. It lists equal versions once, so the words
# must differ.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export OPAMROOT=$work/root OPAMYES=1
cat > "$work/pairs"
mkdir -p "$work/repo/packages/x"
echo 'opam-version: "2.0"' > "$work/repo/repo"
tr '\t' '\n' < "$work/pairs" | sort -u | while read -r version; do
    mkdir "$work/repo/packages/x/x.$version"
    echo 'opam-version: "2.0"' > "$work/repo/packages/x/x.$version/opam"
done
opam init --bare --no-setup --disable-sandboxing default "$work/repo" > /dev/null 2>&1 < /dev/null
opam show x -f all-versions 2> /dev/null | tr -s ' ' '\n' | awk -F'\t' -v OFS='\t' '
    NR == FNR { place[$1] = NR; next }
    {
        difference = place[$1] - place[$2]
        print $1, (difference < 0 ? "<" : difference > 0 ? ">" : "="), $2
    }' - "$work/pairs"
