import { bytesInWords, spanInWords } from '../../../base/words.ts';
import { codeSpan } from '../markdown.ts';
import type { ImageDetails } from './image-details.ts';

/** What an image on the engine is, as Markdown: a line each. */
export const describeImage = (
  reference: string,
  image: ImageDetails | 'absent',
  nowMs: number,
): string => {
  if (image === 'absent') return `${codeSpan(reference)} is not on the engine.`;
  const { createdAtMs, healthcheck } = image;
  const head = [
    `${codeSpan(reference)} on the engine: ${bytesInWords(image.sizeBytes)}`,
    image.platform,
    ...(createdAtMs === undefined ? [] : [`made ${spanInWords(nowMs - createdAtMs)} ago`]),
  ];
  const rows: readonly (readonly [string, string])[] = [
    ['Ports', image.exposedPorts.join(', ')],
    ['User', image.user === '' ? 'root' : codeSpan(image.user)],
    ['Health check', healthcheck === undefined ? 'none' : words(healthcheck.slice(1))],
    ['Entrypoint', words(image.entrypoint)],
    ['Command', words(image.command)],
    ['Working directory', image.workingDir === '' ? '' : codeSpan(image.workingDir)],
    ['Volumes', image.volumes.map(codeSpan).join(', ')],
    ['Digest', image.digests.map((digest) => codeSpan(digest.replace(/^.*@/, ''))).join(', ')],
  ];
  const filled = rows.filter(([, value]) => value !== '');
  return `${head.join(' · ')}\n\n${filled.map(([name, value]) => `- ${name}: ${value}`).join('\n')}`;
};

const maxText = 200;

const words = (command: readonly string[]): string => {
  const text = command.join(' ').replaceAll(/\s+/g, ' ').trim();
  if (text === '') return '';
  return codeSpan(text.length > maxText ? `${text.slice(0, maxText)}…` : text);
};
