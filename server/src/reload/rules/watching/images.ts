/**
 * What well-known images run, by the end of their names, where neither the compose file says it nor the
 * image has been looked at.
 */
const commands: readonly { readonly image: RegExp; readonly words: readonly string[] }[] = [
  { image: /(?:^|\/)php:[^/]*apache/, words: ['apache2-foreground'] },
  { image: /(?:^|\/)php:[^/]*fpm/, words: ['php-fpm'] },
  { image: /(?:^|\/)wordpress:[^/]*fpm/, words: ['php-fpm'] },
  { image: /(?:^|\/)(?:wordpress|drupal|joomla)(?:[:@]|$)/, words: ['apache2-foreground'] },
  { image: /(?:^|\/)(?:nginx|nginx-unprivileged|openresty)(?:[:@]|$)/, words: ['nginx'] },
  { image: /(?:^|\/)httpd(?:[:@]|$)/, words: ['httpd-foreground'] },
  { image: /(?:^|\/)caddy(?:[:@]|$)/, words: ['caddy', 'run'] },
];

export const commandOfImage = (image: string): readonly string[] | undefined =>
  commands.find((row) => row.image.test(image))?.words;
