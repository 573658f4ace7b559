import * as z from 'zod/mini';
import { flag, labels, listOf, mapOf, maybe, number, text, texts } from './record.ts';

const mount = z.object({
  Type: text,
  Name: text,
  Source: text,
  Destination: text,
  RW: z.catch(z.boolean(), true),
});

/** One row of `GET /containers/json`. */
export const listedContainer = z.object({
  Id: z.string(),
  Names: texts,
  Image: text,
  ImageID: text,
  Command: text,
  Created: number,
  State: text,
  Status: text,
  Ports: listOf(
    z.object({
      IP: maybe(z.string()),
      PrivatePort: number,
      PublicPort: maybe(z.number()),
      Type: text,
    }),
  ),
  Labels: labels,
  Mounts: listOf(mount),
  NetworkSettings: z.catch(z.object({ Networks: mapOf(z.unknown()) }), { Networks: {} }),
});
export type ListedContainerRecord = z.infer<typeof listedContainer>;

/** What of `GET /containers/{id}/json` is used. */
export const inspectedContainer = z.object({
  Id: z.string(),
  Name: text,
  Created: text,
  Path: text,
  Args: texts,
  Image: text,
  RestartCount: number,
  State: z.object({
    Status: text,
    ExitCode: number,
    Error: text,
    OOMKilled: flag,
    StartedAt: text,
    FinishedAt: text,
    Health: maybe(z.object({ Status: text })),
    // Podman before 4.5 spells it so.
    Healthcheck: maybe(z.object({ Status: text })),
  }),
  Config: z.object({ Image: text, Labels: labels, Tty: flag, OpenStdin: flag }),
  Mounts: listOf(mount),
  NetworkSettings: z.catch(
    z.object({
      Networks: mapOf(z.unknown()),
      Ports: mapOf(z.nullable(z.array(z.object({ HostIp: text, HostPort: text })))),
    }),
    { Networks: {}, Ports: {} },
  ),
});
export type InspectedContainerRecord = z.infer<typeof inspectedContainer>;

export type MountRecord = z.infer<typeof mount>;
