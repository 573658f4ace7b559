import { assertDrawing } from '../draw.ts';

describe('rule resource-conflict', () => {
  it('refuses limits that differ', async () => {
    await assertDrawing(`
services:
  web:
  ^^^ resource-conflict
    image: nginx
    mem_limit: 64m
    deploy: { resources: { limits: { memory: 128m } } }
  same:
    image: nginx
    cpus: 0.5
    deploy: { resources: { limits: { cpus: "0.5" } } }
`);
  });
});
