import { referencePage } from '../../catalog/reference-page.ts';
import type { Path } from '../../yaml/tree.ts';
import { parseImageName } from '../../values/image-name.ts';
import { refused } from './refused.ts';

/** The grammar of github.com/distribution/reference, which Compose leaves to the engine. */
export const imageReference = refused(
  {
    code: 'image-reference',
    summary: 'A malformed reference to an image.',
    url: referencePage('services', 'image'),
  },
  function* ({ image, build, volumes = [] }, at) {
    const places: readonly (readonly [Path, string | undefined])[] = [
      [['image'], image],
      ...(build?.tags ?? []).map((tag, index) => [['build', 'tags', index], tag] as const),
      ...volumes.map(
        ({ type, source }, index) =>
          [['volumes', index, 'source'], type === 'image' ? source : undefined] as const,
      ),
    ];
    for (const [place, text] of places) {
      if (text === undefined || parseImageName(text) !== undefined) continue;
      yield {
        at: [...at, ...place],
        message: `"${text}" is no reference to an image: ${reasonOf(text)}.`,
        hint: 'Write [HOST[:PORT]/]NAME[:TAG][@DIGEST], such as nginx:1.29 or ghcr.io/owner/app:1.',
      };
    }
  },
);

const reasons: readonly (readonly [form: RegExp, reason: string])[] = [
  [/\s/, 'it has blanks'],
  [/^[a-z]+:\/\//i, 'it is an address'],
  [/:$/, 'the tag is missing'],
  [/@(?!sha(256|384|512):[0-9a-f]{64,128}$)/i, 'the digest is malformed'],
  [/\/\/|^\/|\/$/, 'a part of its name is empty'],
  [/:[^/]*:/, 'it has two tags'],
  [/:[^\w][^/]*$|:[^/]*[^\w./-][^/]*$/, 'the tag has characters that tags cannot have'],
  [/:[^/]{129,}$/, 'the tag is longer than 128 characters'],
  [/[A-Z][^:]*(:[^/]*)?$/, 'names are written small'],
];

const reasonOf = (image: string): string =>
  reasons.find(([form]) => form.test(image))?.[1] ??
  'its parts are small letters and digits, with single . _ - between them';
