// A server that ends in the middle of a message: it answers the first request, and begins to say more.
process.stdin.once('data', () => {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 0, result: { capabilities: {} } });
  process.stdout.write(`Content-Length: ${String(body.length)}\r\n\r\n${body}`);
  process.stdout.write('Content-Length: 1000\r\n\r\n{');
});
process.stdin.resume();
