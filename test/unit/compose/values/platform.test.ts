import assert from 'node:assert/strict';
import {
  isSamePlatform,
  parsePlatform,
  platformText,
} from '../../../../server/src/compose/values/platform.ts';

const read = (text: string): string | undefined => {
  const platform = parsePlatform(text);
  return platform && platformText(platform);
};

describe('platforms', () => {
  it('have one name for all that they are called', () => {
    assert.deepEqual(
      ['x86_64', 'linux/aarch64', 'linux/arm64/v8', 'armv7l', 'linux/arm/v7', 'Windows/AMD64'].map(
        read,
      ),
      [
        ...['linux/amd64', 'linux/arm64', 'linux/arm64', 'linux/arm/v7', 'linux/arm/v7'],
        'windows/amd64',
      ],
    );
    assert.deepEqual(['', 'a/b/c/d', 'linux/ amd64'].map(read), [undefined, undefined, undefined]);
  });

  it('are the same where nothing that both say differs', () => {
    const same = (a: string, b: string): boolean => {
      const [one, other] = [parsePlatform(a), parsePlatform(b)];
      assert(one !== undefined && other !== undefined);
      return isSamePlatform(one, other);
    };
    assert(same('linux/arm', 'linux/arm/v6'));
    assert(same('linux/x86_64', 'amd64'));
    assert(!same('linux/arm/v7', 'linux/arm/v6'));
    assert(!same('linux/amd64', 'windows/amd64'));
  });
});
