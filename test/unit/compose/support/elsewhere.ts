/**
 * Properties that show in nothing that a container, image, network or volume is made from, and what
 * becomes of them all the same. Each is looked after by the test or module that is named.
 */
export const elsewhere: Readonly<Record<string, string>> = {
  version: 'Obsolete; the loader says so.',
  'configs.*.external.name': 'As `external`.',
  'configs.*.name': 'The name in a swarm’s store. A service finds it by its key.',
  'secrets.*.external.name': 'As `external`.',
  'secrets.*.name': 'The name in a swarm’s store. A service finds it by its key.',
  'services.*.env_file.*.required': 'The loader refuses a missing file, or does without it.',
  'services.*.ports.*.mode': 'Without a swarm both modes publish on the host.',
  ...each('services.*.post_start.*', 'Run in the container when it has started.'),
  ...each('services.*.pre_start.*', 'Run in a container of its own before the start.', 'image'),
  ...each('services.*.pre_stop.*', 'Run in the container before it is stopped.'),
  'services.*.provider.options': 'Given to the program.',
  'services.*.provider.type': 'The program `docker-<type>` or `<type>` is run.',
};

function each(hook: string, what: string, ...more: readonly string[]): Record<string, string> {
  const parts = ['command', 'environment', 'privileged', 'user', 'working_dir', ...more];
  return Object.fromEntries(parts.map((part) => [`${hook}.${part}`, what]));
}
