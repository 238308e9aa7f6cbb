"""A STAND-IN for api.osv.dev: answers its query API from the `osv/` files of a built site.

pip-audit and uv read no files, they only POST to such an API. What it answers is what osv.dev would
once it had imported the site: the schema's own algorithm (matcher.py) over the records.
"""

import contextlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from matcher import affecting


@contextlib.contextmanager
def serving(records):
    """The address of a stand-in that knows these records, while the block runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler({record["id"]: record for record in records}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


def handler(records):
    def found(query):
        package, version = query["package"], query["version"]
        ids = affecting(records.values(), (package["ecosystem"], package["name"]), version)
        return [records[id] for id in sorted(ids)]

    class Api(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            self.answer(records.get(self.path.removeprefix("/v1/vulns/")))

        def do_POST(self):
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if self.path == "/v1/query":
                vulns = found(asked)
                self.answer({"vulns": vulns} if vulns else {})
            elif self.path == "/v1/querybatch":
                self.answer({"results": [batched(found(query)) for query in asked["queries"]]})
            else:
                self.answer(None)

        def answer(self, value):
            body = json.dumps(value if value is not None else {"code": 5, "message": "not found"}).encode()
            self.send_response(200 if value is not None else 404)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    return Api


def batched(vulns):
    """The batch API names ids only; the records are fetched one by one."""
    listed = [{"id": record["id"], "modified": record["modified"]} for record in vulns]
    return {"vulns": listed} if listed else {}
