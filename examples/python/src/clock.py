"""Answers with the time, in UTC."""

from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = """<!doctype html>
<meta charset="utf-8">
<title>Clock</title>
<body style="font: 3rem system-ui; text-align: center; margin-top: 30vh">{time}</body>
"""


class Clock(BaseHTTPRequestHandler):
    def do_GET(self):
        time = datetime.now(timezone.utc).strftime("%H:%M:%S UTC")
        body = PAGE.format(time=time).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    print("the clock ticks on port 8000")
    ThreadingHTTPServer(("", 8000), Clock).serve_forever()
