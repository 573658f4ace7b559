import { does, has, mentions } from './conditions.ts';
import type { Tool } from './tool.ts';

/** Web servers, and PHP: each request reads the files anew. */
export const webTools: readonly Tool[] = [
  { says: 'php -S', programs: ['php'], taking: 'reads', when: has('-S') },
  {
    says: 'php artisan serve',
    programs: ['php', 'artisan'],
    taking: 'reads',
    when: mentions(/^serve$/),
  },
  { says: 'php-fpm', programs: ['php-fpm', 'php-fpm8', 'php-fpm7'], taking: 'reads' },
  {
    says: 'symfony serve',
    programs: ['symfony'],
    taking: 'reads',
    when: mentions(/^(?:local:)?server:start$|^serve$/),
  },
  {
    says: 'Apache',
    programs: ['apache2-foreground', 'httpd-foreground', 'apache2ctl', 'apachectl'],
    taking: 'reads',
  },
  { says: 'httpd', programs: ['httpd'], taking: 'reads' },
  { says: 'nginx', programs: ['nginx', 'nginx-debug'], taking: 'reads' },
  {
    says: 'Caddy',
    programs: ['caddy'],
    taking: 'reads',
    when: does('run', 'file-server', 'start'),
  },
  { says: 'lighttpd', programs: ['lighttpd'], taking: 'reads' },
];
