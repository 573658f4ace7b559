import type { Folder } from '../detector.ts';
import type { Stack } from './stack.ts';
import { versionFor } from './version.ts';

export const rubyStack: Stack = {
  name: 'ruby',
  looksAt: (fileName) => ['Gemfile', 'config.ru', '.ruby-version'].includes(fileName),
  async recognise(folder) {
    const gems = await folder.read('Gemfile');
    if (gems === undefined) return undefined;
    const app = appOf(folder, (gem) => new RegExp(`^\\s*gem\\s+["']${gem}["']`, 'm').test(gems));
    if (app === undefined) return undefined;
    const pinned = (await folder.read('.ruby-version'))?.replace(/^ruby-/, '');
    const stated = pinned ?? /^\s*ruby\s+["']([^"']+)["']/m.exec(gems)?.[1];
    return {
      title: `Ruby project${app.title}`,
      file: 'Gemfile',
      image: `ruby:${versionFor(stated, { latest: '3.4', parts: 2 })}`,
      install: 'bundle install',
      run: app.run,
      ...(app.port !== undefined && { port: app.port }),
      caches: [{ name: 'bundle', target: '/usr/local/bundle' }],
    };
  },
};

const appOf = (
  folder: Folder,
  has: (gem: string) => boolean,
): { readonly title: string; readonly run: string; readonly port?: number } | undefined => {
  if (has('rails')) {
    // A container that was killed leaves its pid file in the bind mount, and Rails then refuses to start.
    const run = 'rm -f tmp/pids/server.pid && bundle exec rails server -b 0.0.0.0 -p 3000';
    return { title: ' (Rails)', run, port: 3000 };
  }
  if (folder.files.has('config.ru')) {
    const title = has('sinatra') ? ' (Sinatra)' : ' (Rack)';
    return { title, run: 'bundle exec rackup --host 0.0.0.0 --port 9292', port: 9292 };
  }
  const main = ['app.rb', 'main.rb', 'server.rb'].find((name) => folder.files.has(name));
  if (main === undefined) return undefined;
  return has('sinatra')
    ? { title: ' (Sinatra)', run: `bundle exec ruby ${main} -o 0.0.0.0 -p 4567`, port: 4567 }
    : { title: '', run: `bundle exec ruby ${main}` };
};
