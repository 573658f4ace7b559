import { join } from 'node:path';
import type { Endpoint } from '../contract.ts';
import type { EngineFiles } from '../environment.ts';

/** Reads `ca.pem`, `cert.pem` and `key.pem`, each of which may be missing; all missing is none. */
export const readCertificates = async (
  files: EngineFiles,
  options: { readonly folder: string; readonly skipVerify: boolean },
): Promise<Endpoint['tls']> => {
  const [ca, cert, key] = await Promise.all(
    ['ca', 'cert', 'key'].map((name) =>
      files.read(join(options.folder, `${name}.pem`)).catch(() => undefined),
    ),
  );
  if (ca === undefined && cert === undefined && key === undefined) {
    return options.skipVerify ? { skipVerify: true } : undefined;
  }
  return {
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    skipVerify: options.skipVerify,
  };
};
