import { parseImageName } from '../../values/image-name.ts';
import type { LanguageEngine } from './language-engine.ts';

/** The digest by which the registry of an image knows the one that is on the engine. */
export const digestOf = async (
  reference: string,
  engine: LanguageEngine | undefined,
): Promise<string | undefined> => {
  const name = parseImageName(reference);
  // What has a digest is pinned.
  if (engine?.sight === undefined || name === undefined || name.digest !== undefined)
    return undefined;
  const image = await engine.image(reference);
  if (image === undefined || image === 'absent') return undefined;
  return image.digests
    .map((digest) => parseImageName(digest))
    .find((each) => each?.host === name.host && each.path === name.path)?.digest;
};
