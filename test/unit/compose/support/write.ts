import { writeFile } from 'node:fs/promises';
import { page, renderPage } from './render.ts';
import { findSupport } from './support.ts';

await writeFile(page, await renderPage(await findSupport()));
