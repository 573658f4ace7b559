import assert from 'node:assert/strict';
import { FrameReader } from '../../../../server/src/engines/docker/frames.ts';
import { LineReader } from '../../../../server/src/engines/docker/log-lines.ts';

const time = '2026-01-02T03:04:05.000000001Z';
const frame = (stream: number, bytes: Buffer): Buffer => {
  const header = Buffer.alloc(8);
  header[0] = stream;
  header.writeUInt32BE(bytes.length, 4);
  return Buffer.concat([header, bytes]);
};

describe('Log frames and lines', () => {
  it('come out the same, wherever the network cuts them', () => {
    const entries = ['one\r\n', 'zwölf ünd 🐳\n', 'last'].map((line) => `${time} ${line}`);
    const bytes = Buffer.concat(
      entries.map((entry, index) => frame(index === 1 ? 2 : 1, Buffer.from(entry))),
    );
    for (let size = 1; size < bytes.length; size += 1) {
      const seen: string[] = [];
      const readers = {
        stdout: new LineReader('stdout', ({ text }) => seen.push(text)),
        stderr: new LineReader('stderr', ({ text }) => seen.push(text)),
      };
      const frames = new FrameReader((name, part, startsEntry) => {
        readers[name].read(part, { startsEntry });
      });
      for (let at = 0; at < bytes.length; at += size) frames.read(bytes.subarray(at, at + size));
      readers.stdout.end();
      assert.deepEqual(seen, ['one', 'zwölf ünd 🐳', 'last']);
    }
  });

  it('take out the times that an engine puts into the middle of a long line', () => {
    const text = 'ä'.repeat(20_000);
    const bytes = Buffer.from(text);
    const entries: Buffer[] = [];
    for (let at = 0; at < bytes.length; at += 16_384) {
      entries.push(Buffer.concat([Buffer.from(`${time} `), bytes.subarray(at, at + 16_384)]));
    }
    const seen: string[] = [];
    const reader = new LineReader('stdout', (line) => seen.push(line.text));
    reader.read(Buffer.concat([...entries, Buffer.from('\n')]));
    assert.equal(seen.length, 1);
    assert.ok(seen[0] === text);
  });

  it('end without a line end where the stream does', () => {
    const seen: string[] = [];
    const reader = new LineReader('stdout', ({ text }) => seen.push(text));
    reader.read(Buffer.from(`${time} one\n${time} two`), { startsEntry: true });
    assert.deepEqual(seen, ['one']);
    reader.end();
    assert.deepEqual(seen, ['one', 'two']);
  });

  it('say when a frame is not whole', () => {
    const frames = new FrameReader(() => undefined);
    const bytes = frame(1, Buffer.from(`${time} one\n`));
    for (const [end, isWithin] of [
      [0, false],
      [3, true],
      [20, true],
      [bytes.length, false],
    ] as const) {
      const reader = end === 0 ? frames : new FrameReader(() => undefined);
      reader.read(bytes.subarray(0, end));
      assert.equal(reader.isWithin, isWithin);
    }
  });
});
