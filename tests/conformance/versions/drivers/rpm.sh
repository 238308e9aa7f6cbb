# Reads "a<TAB>b" lines, prints "a<TAB>sign<TAB>b" by rpm's own vercmp.
rpm --eval '%{lua:
    for line in io.lines("/dev/stdin") do
        local a, b = line:match("(.*)\t(.*)")
        local signs = {[-1] = "<", [0] = "=", [1] = ">"}
        print(a .. "\t" .. signs[rpm.vercmp(a, b)] .. "\t" .. b .. "\n")
    end
}' | grep .
