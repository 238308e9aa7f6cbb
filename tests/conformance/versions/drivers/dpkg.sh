# Reads "a<TAB>b" lines, prints "a<TAB>sign<TAB>b" by dpkg --compare-versions.
while IFS=$'\t' read -r a b; do
    if dpkg --compare-versions "$a" lt "$b"; then sign='<'
    elif dpkg --compare-versions "$a" gt "$b"; then sign='>'
    else sign='='; fi
    printf '%s\t%s\t%s\n' "$a" "$sign" "$b"
done
