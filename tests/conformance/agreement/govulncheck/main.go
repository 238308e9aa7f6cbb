// Command govulncheck asks a Go vulnerability database as govulncheck does over HTTP.
//
// usage: govulncheck DIR MODULE VERSION...
//
// The program itself cannot be had here, for its module is on the Go proxy alone. What is real is how it
// reads a record and matches a version: package osv of golang.org/x/vuln, from Debian. What is followed
// from the description is the protocol: the twins in gzip, the index of modules and its `fixed`.
package main

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/semver"
	"golang.org/x/vuln/osv"
)

type module struct {
	Path  string `json:"path"`
	Vulns []struct {
		ID    string `json:"id"`
		Fixed string `json:"fixed"`
	} `json:"vulns"`
}

func main() {
	folder, path := os.Args[1], os.Args[2]
	var modules []module
	read(folder, "index/modules", &modules)
	for _, version := range os.Args[3:] {
		fmt.Printf("%s\t%s\n", version, strings.Join(affecting(folder, modules, path, version), ","))
	}
}

// affecting lists the ids of the entries that affect a version of a module.
func affecting(folder string, modules []module, path, version string) []string {
	var found []string
	for _, module := range modules {
		if module.Path != path {
			continue
		}
		for _, vuln := range module.Vulns {
			if vuln.Fixed != "" && semver.Compare("v"+version, "v"+vuln.Fixed) >= 0 {
				continue // never looked up
			}
			var entry osv.Entry
			read(folder, "ID/"+vuln.ID, &entry)
			if entry.Withdrawn == nil && affects(entry, path, version) {
				found = append(found, entry.ID)
			}
		}
	}
	return found
}

func affects(entry osv.Entry, path, version string) bool {
	for _, affected := range entry.Affected {
		if affected.Package.Name == path && affected.Ranges.AffectsSemver(version) {
			return true
		}
	}
	return false
}

// read decodes the compressed twin of a file: over HTTP nothing else is fetched.
func read(folder, name string, value any) {
	file, err := os.Open(filepath.Join(folder, filepath.FromSlash(name)+".json.gz"))
	fail(err)
	defer file.Close()
	reader, err := gzip.NewReader(file)
	fail(err)
	fail(json.NewDecoder(reader).Decode(value))
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "govulncheck:", err)
		os.Exit(1)
	}
}
