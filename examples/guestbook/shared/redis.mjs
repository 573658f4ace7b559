import { connect } from 'node:net';

/**
 * A small Redis client, so that the example needs no packages: commands are answered in order
 * (https://redis.io/docs/latest/develop/reference/protocol-spec/).
 */
export async function openRedis({
  host = process.env.REDIS_HOST ?? 'localhost',
  port = 6379,
} = {}) {
  const socket = connect(port, host);
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  const waiting = [];
  let received = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    received = Buffer.concat([received, chunk]);
    for (let reply = read(received, 0); reply; reply = read(received, 0)) {
      received = received.subarray(reply.end);
      const { resolve, reject } = waiting.shift();
      if (reply.value instanceof Error) reject(reply.value);
      else resolve(reply.value);
    }
  });
  // Without its store the guestbook cannot go on: the container ends and is restarted.
  socket.on('close', () => {
    console.error('the connection to Redis is gone');
    process.exit(1);
  });
  socket.on('error', () => undefined);
  return {
    /** `send('LPUSH', 'list', 'value')`: arguments are sent as they are. */
    send: (...args) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        const parts = args.map((arg) => `$${Buffer.byteLength(String(arg))}\r\n${arg}\r\n`);
        socket.write(`*${args.length}\r\n${parts.join('')}`);
      }),
  };
}

/** The reply at `at` and where it ends; undefined while it is not all there. */
function read(bytes, at) {
  const lineEnd = bytes.indexOf('\r\n', at);
  if (lineEnd < 0) return undefined;
  const line = bytes.toString('utf8', at + 1, lineEnd);
  const end = lineEnd + 2;
  switch (String.fromCharCode(bytes[at])) {
    case '+':
      return { value: line, end };
    case ':':
      return { value: Number(line), end };
    case '-':
      return { value: new Error(line), end };
    case '$': {
      const length = Number(line);
      if (length < 0) return { value: null, end };
      if (bytes.length < end + length + 2) return undefined;
      return { value: bytes.toString('utf8', end, end + length), end: end + length + 2 };
    }
    default:
      return readList(bytes, Number(line), end);
  }
}

function readList(bytes, count, start) {
  if (count < 0) return { value: null, end: start };
  const value = [];
  let end = start;
  for (let index = 0; index < count; index += 1) {
    const item = read(bytes, end);
    if (!item) return undefined;
    value.push(item.value);
    end = item.end;
  }
  return { value, end };
}
