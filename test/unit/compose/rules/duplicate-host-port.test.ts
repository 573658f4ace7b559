import { assertDrawing } from '../draw.ts';

describe('rule duplicate-host-port', () => {
  it('warns of a port published twice and of one for several containers', async () => {
    await assertDrawing(`
services:
  a:
    image: nginx
    ports: ["8080:80", "9000:9000/udp"]
  b:
    image: nginx
    ports:
      - 8080:8080
        ^^^^^^^^^ duplicate-host-port
      - 9000:9000
  c:
    image: nginx
    scale: 2
    ports:
      - 7000:80
        ^^^^^^^ duplicate-host-port
`);
  });

  it('knows that addresses and ranges keep ports apart', async () => {
    await assertDrawing(`
services:
  a:
    image: nginx
    ports: ["127.0.0.1:80:80"]
  b:
    image: nginx
    ports: ["127.0.0.2:80:80", "81-82:80"]
  c:
    image: nginx
    ports: ["81:80"]
`);
  });

  it('knows that all addresses of one family are none of the other', async () => {
    await assertDrawing(`
services:
  a:
    image: nginx
    ports:
      - "0.0.0.0:80:80"
      - "[::]:80:80"
  b:
    image: nginx
    ports:
      - "127.0.0.1:80:81"
        ^^^^^^^^^^^^^^^^^ duplicate-host-port
      - "[::1]:80:81"
        ^^^^^^^^^^^^^ duplicate-host-port
  c:
    image: nginx
    ports:
      - { target: 80, published: "80", protocol: udp, host_ip: 10.0.0.1 }
`);
  });

  it('counts the ports of a range that containers share', async () => {
    await assertDrawing(`
services:
  a:
    image: nginx
    scale: 3
    ports:
      - 8000-8002:80
      - 9000-9001:81
        ^^^^^^^^^^^^ duplicate-host-port
      - "82"
`);
  });
});
