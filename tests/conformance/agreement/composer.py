"""`composer audit --locked`, against the site's Composer repository."""

import contextlib
import json
import os
import subprocess
import tempfile
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@contextlib.contextmanager
def served(site):
    """The address at which the site is served; its own address is replaced in what it answers."""

    class Host(SimpleHTTPRequestHandler):
        def do_GET(self):
            path = site.folder / self.path.lstrip("/")
            found = path.is_file()
            origin = f"http://127.0.0.1:{self.server.server_port}/"
            body = path.read_bytes().replace(site.base_url.encode(), origin.encode()) if found else b""
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


def composer_audit(site, name, versions):
    with served(site) as url:
        return {version: audited(url, name, version) for version in versions}


def audited(url, name, version):
    """The ids that Composer prints for a project which has locked this one package."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "composer.json").write_text(json.dumps({
            "name": "audited/project",
            "require": {name: "*"},
            "repositories": [
                {"type": "composer", "url": f"{url}/composer", "canonical": False},
                {"packagist.org": False},
            ],
            "config": {"secure-http": False},
        }))
        Path(folder, "composer.lock").write_text(json.dumps({
            "content-hash": "0", "packages": [{"name": name, "version": version}], "packages-dev": [],
            "aliases": [], "minimum-stability": "dev", "stability-flags": {}, "prefer-stable": False,
            "prefer-lowest": False, "platform": {}, "platform-dev": {},
        }))
        environment = {**os.environ, "COMPOSER_HOME": folder, "COMPOSER_ALLOW_SUPERUSER": "1", "COMPOSER_CACHE_DIR": "/dev/null"}
        command = ["composer", "audit", "--locked", "--format=json", "--no-interaction"]
        run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    try:
        advisories = json.loads(run.stdout)["advisories"]
    except (ValueError, KeyError) as error:
        raise RuntimeError(f"composer: {run.stdout}{run.stderr}") from error
    found = {entry["advisoryId"] for entries in values(advisories) for entry in values(entries)}
    if run.returncode != (1 if found else 0):
        raise RuntimeError(f"composer exited with {run.returncode}: {run.stderr}")
    return found


def values(array):
    """What is in an array of PHP: a list, or a map when keys were left out; an empty one is a list."""
    return array.values() if isinstance(array, dict) else array
