import assert from 'node:assert/strict';
import { imagePage } from '../../../../server/src/compose/language/features/image-page.ts';

const linked: Readonly<Record<string, string>> = {
  alpine: 'https://hub.docker.com/_/alpine',
  'alpine:3': 'https://hub.docker.com/_/alpine',
  'alpine:': 'https://hub.docker.com/_/alpine',
  'grafana/grafana@sha256:0123': 'https://hub.docker.com/r/grafana/grafana',
  'docker.io/alpine:3': 'https://hub.docker.com/_/alpine',
  'docker.io/library/alpine': 'https://hub.docker.com/_/alpine',
  'ghcr.io/owner/name:1': 'https://ghcr.io/owner/name',
  'ghcr.io/owner/deep/name': 'https://ghcr.io/owner/deep/name',
  'quay.io/owner/name': 'https://quay.io/repository/owner/name',
  'mcr.microsoft.com/name:1': 'https://mcr.microsoft.com/artifact/mar/name',
  'hf.co/owner/Name-GGUF:Q4': 'https://hf.co/owner/Name-GGUF',
};
const none = [
  ...['', ':', 'ghcr.io', 'ghcr.io/', 'ghcr.io:1', 'ghcr.io/:1', 'ghcr.io/owner', 'ghcr.io:1/'],
  ...['quay.io/name:1', 'mcr.microsoft.com/', 'a/b/c', 'localhost:5000/a', 'registry.local/a/b'],
];

describe('the page of an image', () => {
  for (const [text, url] of Object.entries(linked)) {
    it(`${text}: ${url}`, () => {
      const page = imagePage(text);
      assert.equal(page?.url, url);
      assert.ok(!/:[^/]*$|@/.test(text.slice(0, page.length)));
    });
  }
  it('is not there for what names none, and in registries without pages', () => {
    for (const text of none) assert.equal(imagePage(text), undefined, text);
  });
});
