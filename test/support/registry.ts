import { createHash, randomBytes } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { buffer } from 'node:stream/consumers';
import { pack } from 'tar-stream';

/** A registry of a test's own on the loopback, which engines may use without TLS. */
export interface TestRegistry {
  /** `127.0.0.1:12345`. */
  readonly host: string;
  dispose(): void;
}

export const serveRegistry = async (answer: RequestListener): Promise<TestRegistry> => {
  const server: Server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    dispose() {
      server.closeAllConnections();
      server.close();
    },
  };
};

/** Takes connections and never answers. */
export const hangingRegistry = (): Promise<TestRegistry> => serveRegistry(() => undefined);

/** Knows no image at all. */
export const emptyRegistry = (): Promise<TestRegistry> =>
  serveRegistry((request, response) => {
    response.setHeader('Docker-Distribution-Api-Version', 'registry/2.0');
    if (request.url === '/v2/') {
      response.end('{}');
      return;
    }
    response.writeHead(404, { 'Content-Type': 'application/json' });
    response.end(
      JSON.stringify({ errors: [{ code: 'MANIFEST_UNKNOWN', message: 'manifest unknown' }] }),
    );
  });

/** Wants a name and a password, and then has one image of one layer with `bytes` of content. */
export const privateRegistry = async (options: {
  readonly user: string;
  readonly password: string;
  readonly bytes?: number;
}): Promise<TestRegistry> => {
  const expected = `Basic ${Buffer.from(`${options.user}:${options.password}`).toString('base64')}`;
  const blobs = await oneLayerImage(Buffer.alloc(options.bytes ?? 1000, 'x'));
  return serveRegistry((request, response) => {
    response.setHeader('Docker-Distribution-Api-Version', 'registry/2.0');
    if (request.headers.authorization !== expected) {
      response.writeHead(401, {
        'WWW-Authenticate': 'Basic realm="test"',
        'Content-Type': 'application/json',
      });
      const message = 'authentication required';
      response.end(JSON.stringify({ errors: [{ code: 'UNAUTHORIZED', message }] }));
      return;
    }
    serveBlobs(blobs, request, response);
  });
};

/** What the one layer of an image is like. */
export interface ImageContent {
  readonly bytes: number;
  /** Whether it is small while it is compressed; else it is as large on its way as when unpacked. */
  readonly compressible: boolean;
  /** `amd64` when absent. */
  readonly architecture?: string;
}

/** Has for anybody, by any name with the tag `1`, one image of one layer. */
export const openRegistry = async ({
  bytes,
  compressible,
  architecture,
}: ImageContent): Promise<TestRegistry> => {
  const content = compressible ? Buffer.alloc(bytes, 'x') : randomBytes(bytes);
  const blobs = await oneLayerImage(content, architecture);
  return serveRegistry((request, response) => {
    response.setHeader('Docker-Distribution-Api-Version', 'registry/2.0');
    serveBlobs(blobs, request, response);
  });
};

const serveBlobs = (blobs: Blobs, ...[request, response]: Parameters<RequestListener>): void => {
  const name = request.url?.split('/').at(-1) ?? '';
  const blob = name === '' ? { type: 'application/json', bytes: Buffer.from('{}') } : blobs[name];
  response.writeHead(blob === undefined ? 404 : 200, {
    'Content-Type': blob?.type ?? 'application/json',
    'Content-Length': blob?.bytes.length ?? 0,
    ...(blob && { 'Docker-Content-Digest': digestOf(blob.bytes) }),
  });
  response.end(request.method === 'HEAD' ? undefined : blob?.bytes);
};

type Blobs = Readonly<Record<string, { readonly type: string; readonly bytes: Buffer }>>;

const manifestType = 'application/vnd.docker.distribution.manifest.v2+json';

const oneLayerImage = async (content: Buffer, architecture = 'amd64'): Promise<Blobs> => {
  const tar = pack();
  tar.entry({ name: 'file' }, content);
  tar.finalize();
  const plain = await buffer(tar);
  const layer = gzipSync(plain);
  const config = Buffer.from(
    JSON.stringify({
      architecture,
      os: 'linux',
      config: { Cmd: ['/file'] },
      rootfs: { type: 'layers', diff_ids: [digestOf(plain)] },
    }),
  );
  const describe = (mediaType: string, bytes: Buffer): Record<string, unknown> => ({
    mediaType,
    size: bytes.length,
    digest: digestOf(bytes),
  });
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: manifestType,
      config: describe('application/vnd.docker.container.image.v1+json', config),
      layers: [describe('application/vnd.docker.image.rootfs.diff.tar.gzip', layer)],
    }),
  );
  const binary = 'application/octet-stream';
  return {
    '1': { type: manifestType, bytes: manifest },
    [digestOf(manifest)]: { type: manifestType, bytes: manifest },
    [digestOf(config)]: { type: binary, bytes: config },
    [digestOf(layer)]: { type: binary, bytes: layer },
  };
};

const digestOf = (bytes: Buffer): string =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
