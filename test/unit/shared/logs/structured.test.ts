import assert from 'node:assert/strict';
import { structuredOf } from '#shared/logs/structured';

describe('a line of JSON', () => {
  it('is its message, its level, its time, and what else there is', () => {
    const line =
      '{"level":30,"time":1704207845123,"pid":1,"msg":"ready","req":{"id":"x","q":{"a":1}}}';
    assert.deepEqual(structuredOf(line), {
      format: 'json',
      time: '1704207845123',
      level: 'info',
      message: 'ready',
      fields: [
        { name: 'pid', text: '1' },
        { name: 'req.id', text: 'x' },
        { name: 'req.q', text: '{"a":1}' },
      ],
      pretty: JSON.stringify(JSON.parse(line), undefined, 2),
    });
  });

  const messages = [
    ['{"@timestamp":"2024-01-02","log":{"level":"error"},"message":"Elastic"}', 'Elastic'],
    [
      '{"timestamp":"x","level":"INFO","fields":{"message":"tracing","a":1},"target":"t"}',
      'tracing',
    ],
    ['{"t":{"$date":"2024-01-02"},"s":"I","c":"-","msg":"MongoDB"}', 'MongoDB'],
    ['{"@t":"2024-01-02","@mt":"Serilog {Name}","Name":"x"}', 'Serilog {Name}'],
    ['{"event":"structlog","level":"info"}', 'structlog'],
    ['{"msg":"","message":"after an empty one"}', ''],
    ['{"a":1}', undefined],
    ['{"msg":5}', undefined],
  ] as const;
  for (const [line, message] of messages) {
    it(`has its message where ${message ?? 'nobody'} puts it`, () => {
      assert.equal(structuredOf(line)?.message, message);
    });
  }

  it('is shown in full when it is opened', () => {
    assert.equal(
      structuredOf(' {"a":{"b":[1]}} ')?.pretty,
      '{\n  "a": {\n    "b": [\n      1\n    ]\n  }\n}',
    );
  });

  it('keeps what is called like a level but says none', () => {
    assert.deepEqual(structuredOf('{"level":"high","msg":"x"}')?.fields, [
      { name: 'level', text: 'high' },
    ]);
  });

  it('may have any names', () => {
    const line = '{"__proto__":1,"constructor":{"prototype":2},"msg":"x"}';
    assert.deepEqual(structuredOf(line)?.fields, [
      { name: '__proto__', text: '1' },
      { name: 'constructor.prototype', text: '2' },
    ]);
  });

  it('stays text when it is broken, empty, too long or something else', () => {
    for (const line of [
      '{"a":1',
      '{a:1}',
      '{}',
      '[1]',
      '"x"',
      '{"a":1} and more',
      `{"a":"${'x'.repeat(10_000)}"}`,
      '{"a":'.repeat(5000),
    ]) {
      assert.equal(structuredOf(line), undefined, line.slice(0, 20));
    }
  });

  it('may be as deep as a line is long', () => {
    const line = `{"a":${'['.repeat(4990)}${']'.repeat(4990)}}`;
    assert.doesNotThrow(() => structuredOf(line));
    assert.equal(structuredOf('{"a":[[[[[[1]]]]]]}')?.fields[0]?.text, '[[[[[[1]]]]]]');
  });
});

describe('a line of logfmt', () => {
  it('is its message, its level, its time, and what else there is', () => {
    const pairs = {
      time: '2024-01-02T15:04:05Z',
      level: 'warning',
      msg: 'he said "no"',
      a: '1',
      b: '',
      c: 'd e',
    };
    assert.deepEqual(
      structuredOf(
        'time="2024-01-02T15:04:05Z" level=warning msg="he said \\"no\\"" a=1 b= c="d e"',
      ),
      {
        format: 'logfmt',
        time: '2024-01-02T15:04:05Z',
        level: 'warn',
        message: 'he said "no"',
        fields: [
          { name: 'a', text: '1' },
          { name: 'b', text: '' },
          { name: 'c', text: 'd e' },
        ],
        pretty: JSON.stringify(pairs, undefined, 2),
      },
    );
  });

  it('is nothing but pairs, and more than one', () => {
    for (const line of [
      'level=info',
      'a=1 b',
      'set a=1 b=2',
      'a=1 b="x',
      'x == y',
      'a=1,b=2',
      '',
    ]) {
      assert.equal(structuredOf(line), undefined, line);
    }
  });
});
