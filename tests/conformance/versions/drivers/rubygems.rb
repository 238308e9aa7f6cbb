# Reads "a<TAB>b" lines, prints "a<TAB>sign<TAB>b" by Gem::Version.
STDIN.each_line(chomp: true) do |line|
  a, b = line.split("\t")
  puts [a, "<=>"[(Gem::Version.new(a) <=> Gem::Version.new(b)) + 1], b].join("\t")
end
