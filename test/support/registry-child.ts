import { openRegistry, type ImageContent } from './registry.ts';

/** A registry in a process of its own; see `registryInside`. It lives as long as its parent wants it. */
process.once('message', (content: ImageContent) => {
  void openRegistry(content).then(({ host }) => process.send?.(host));
});
process.once('disconnect', () => process.exit());
