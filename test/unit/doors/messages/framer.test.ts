import assert from 'node:assert/strict';
import { Framer, type Frame } from '../../../../server/src/doors/messages/framer.ts';
import { Random } from '../../../fuzz/random.ts';

const framed = (body: string): string =>
  `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
const bodies = (frames: readonly Frame[]): readonly string[] =>
  frames.flatMap((frame) => (frame.kind === 'body' ? [frame.text] : []));
const read = (...chunks: readonly (string | Buffer)[]): readonly Frame[] => {
  const framer = new Framer();
  return chunks.flatMap((chunk) => [...framer.push(Buffer.from(chunk))]);
};
/** Each as a chunk of its own. */
const lettersOf = (text: string): readonly string[] =>
  Array.from({ length: text.length }, (_, at) => text.charAt(at));
const good = '{"jsonrpc":"2.0","method":"a"}';
const other = '{"jsonrpc":"2.0","method":"b"}';

describe('a stream is cut into messages', () => {
  it('wherever its chunks end', () => {
    const texts = [
      good,
      '{"text":"𝒳 é\\r\\nContent-Length: 5\\r\\n\\r\\n"}',
      '{}',
      other.repeat(5000),
    ];
    const stream = Buffer.from(texts.map(framed).join(''));
    const random = new Random(1);
    for (let round = 0; round < 50; round += 1) {
      const framer = new Framer();
      const found: Frame[] = [];
      for (let at = 0; at < stream.length;) {
        const size = random.between(1, random.once(2) ? 20 : 70_000);
        found.push(...framer.push(stream.subarray(at, at + size)));
        at += size;
      }
      assert.deepEqual(bodies(found), texts);
      assert.equal(found.length, texts.length);
    }
  });

  it('with headers as others write them', () => {
    const body = framed(good).replace('Content-Length: ', 'content-length:');
    const typed = `Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n${framed(other)}`;
    assert.deepEqual(bodies(read(body + typed)), [good, other]);
  });

  for (const [what, broken] of Object.entries({
    'no length': `Content-Type: x\r\n\r\n${good}`,
    'a negative length': `Content-Length: -5\r\n\r\n${good}`,
    'a length that is no number': `Content-Length: many\r\n\r\n${good}`,
    'a length that nobody waits for': `Content-Length: 99999999999999\r\n\r\n${good}`,
    'a line that is no header': `GET / HTTP/1.1\r\n\r\n`,
    'text before the header': `hello\n`,
    'too small a length': `Content-Length: 7\r\n\r\n${good}`,
  })) {
    it(`going on after ${what}`, () => {
      const frames = read(broken + framed(other));
      assert.equal(bodies(frames).at(-1), other);
      assert.ok(frames.some(({ kind }) => kind === 'garbage'));
      assert.deepEqual(bodies(read(...lettersOf(broken + framed(other)))).at(-1), other);
    });
  }

  it('losing none to too large a length', () => {
    const broken = framed(good).replace(/\d+/, (length) => String(Number(length) + 40));
    for (const chunks of [[broken + framed(other)], [...lettersOf(broken + framed(other))]]) {
      assert.deepEqual(bodies(read(...chunks)), [good, other]);
    }
    const huge = framed(good).replace(/\d+/, '1000000');
    assert.deepEqual(bodies(read(huge, framed(other))), [good, other]);
  });

  it('waiting for no header without end', () => {
    const frames = read('x'.repeat(200_000), framed(other));
    assert.deepEqual(bodies(frames), [other]);
  });
});
