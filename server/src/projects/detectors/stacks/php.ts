import * as z from 'zod/mini';
import type { Folder } from '../detector.ts';
import { parseJson } from '../jsonc.ts';
import type { Stack } from './stack.ts';

const manifest = z.object({
  require: z.catch(z.optional(z.record(z.string(), z.string())), undefined),
});

export const phpStack: Stack = {
  name: 'php',
  looksAt: (fileName) => ['composer.json', 'artisan', 'index.php'].includes(fileName),
  async recognise(folder) {
    const parsed = manifest.safeParse(parseJson((await folder.read('composer.json')) ?? ''));
    if (!parsed.success) return undefined;
    const app = await appOf(folder, parsed.data.require ?? {});
    if (app === undefined) return undefined;
    return {
      title: `PHP project${app.title}`,
      file: 'composer.json',
      // The one official image that has both PHP and Composer; its PHP is the newest.
      image: 'composer:2',
      install: 'composer install --no-interaction',
      run: app.run,
      port: 8000,
      caches: [{ name: 'composer_cache', target: '/tmp/cache' }],
    };
  },
};

const appOf = async (
  folder: Folder,
  required: Readonly<Record<string, string>>,
): Promise<{ readonly title: string; readonly run: string } | undefined> => {
  if (folder.files.has('artisan')) {
    return { title: ' (Laravel)', run: 'php artisan serve --host=0.0.0.0 --port=8000' };
  }
  const root = folder.folders.has('public')
    ? (await folder.list('public')).files.has('index.php') && 'public'
    : folder.files.has('index.php') && '.';
  if (root === false) return undefined;
  const title = Object.keys(required).some((name) => name.startsWith('symfony/framework'))
    ? ' (Symfony)'
    : '';
  return { title, run: `php -S 0.0.0.0:8000 -t ${root}` };
};
