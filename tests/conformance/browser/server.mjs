// Serves the folder of a built site on loopback, below the path that the site is made for.

import { createServer } from "node:http";
import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

const TYPES = {
  ".atom": "application/atom+xml",
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".ics": "text/calendar",
  ".js": "text/javascript",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".xml": "application/xml",
};

/**
 * Starts the server; resolves to `{origin, address(page), close()}`, where `address` tells under which
 * address a visitor meets a page of the site.
 */
export async function serve(folder) {
  const prefix = prefixOf(folder);
  const server = createServer((request, response) => {
    const name = decodeURIComponent(new URL(request.url, "http://site").pathname);
    answer(response, folder, name.startsWith(prefix) ? path.join(folder, name.slice(prefix.length)) : "");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    address: (page) => origin + (prefix + addressed(page, prefix)).replace("index.html", ""),
    close: () => server.close(),
  };
}

const ANYWHERE = "/a/prefix/";

// A site that knows its own address is met there: its error page links from the root.
function prefixOf(folder) {
  const index = readFileSync(path.join(folder, "index.html"), "utf8");
  const canonical = index.match(/<link rel="canonical" href="([^"]*)"/);
  return canonical ? new URL(canonical[1]).pathname : ANYWHERE;
}

// The error page is met where there is nothing, in any depth, if its links can bear that.
function addressed(page, prefix) {
  return page === "404.html" && prefix !== ANYWHERE ? "no/such/page.html" : encodeURI(page);
}

function answer(response, folder, asked) {
  const isFolder = existsSync(asked) && statSync(asked).isDirectory();
  const found = isFolder ? path.join(asked, "index.html") : asked;
  const status = existsSync(found) ? 200 : 404;
  const file = status === 200 ? found : path.join(folder, "404.html");
  if (!existsSync(file)) {
    response.writeHead(status).end();
    return;
  }
  const type = TYPES[path.extname(file)] ?? "application/octet-stream";
  response.writeHead(status, { "Content-Type": type, "Cache-Control": "no-store" });
  response.end(type.startsWith("text/html") ? held(readFileSync(file, "utf8")) : readFileSync(file));
}

// A page that leads elsewhere at once could not be looked at.
function held(html) {
  return html.replace(/<meta http-equiv="refresh"[^>]*>/, "");
}
