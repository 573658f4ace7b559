import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const packageFolder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;

/**
 * The licences of the packages that these files come from, as one text: what is bundled still
 * carries its authors' terms.
 *
 * @param {readonly string[]} files paths, as esbuild's metafile names its inputs
 * @returns {Promise<string>}
 * @throws when a package has no licence of its own
 */
export async function licencesOf(files) {
  const folders = new Set(files.flatMap((file) => packageFolder.exec(file)?.[1] ?? []));
  const texts = await Promise.all([...folders].sort().map(licenceOf));
  return `HyperBox holds parts of these packages.\n\n${texts.join('\n')}`;
}

/** @param {string} folder */
const licenceOf = async (folder) => {
  const { name, version, license } = JSON.parse(
    await readFile(join(folder, 'package.json'), 'utf8'),
  );
  if (license === undefined) throw new Error(`${name} ${version} does not say its licence.`);
  const file = (await readdir(folder)).find((entry) => /^(licen[sc]e|copying)/i.test(entry));
  const text = file === undefined ? '' : `\n${await readFile(join(folder, file), 'utf8')}`;
  return `${'='.repeat(72)}\n${name} ${version} (${license})\n${text}`;
};
