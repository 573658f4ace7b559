import { containerOf, service } from '../../run/model.ts';
import { folder } from '../../load-text.ts';
import { assertAdvice } from '../draw-advice.ts';

const project = folder.slice(1);

describe('advice container-name-taken', () => {
  it('tells whose a name is that is fixed', () =>
    assertAdvice(
      'container-name-taken',
      `
services:
  a:
    image: nginx
    container_name: db
    ^^^^^^^^^^^^^^ container-name-taken
  b:
    image: nginx
    container_name: own
  c:
    image: nginx
    container_name: free
`,
      {
        engine: {
          others: [containerOf('x', service(), { name: 'db' })],
          containers: [
            containerOf('b', service(), {
              name: 'own',
              compose: { project, service: 'b', number: 1, oneOff: false },
            }),
          ],
        },
      },
    ));
});

describe('advice subnet-taken', () => {
  it('tells which network has addresses of a subnet', () =>
    assertAdvice(
      'subnet-taken',
      `
services:
  a:
    image: nginx
    networks: [wide, narrow, six, free, made, other]
networks:
  wide:
    ipam: { config: [{ subnet: 10.0.0.0/8 }] }
                       ^^^^^^ subnet-taken
  narrow:
    ipam: { config: [{ subnet: 10.5.1.0/28 }] }
                       ^^^^^^ subnet-taken
  six:
    ipam: { config: [{ subnet: "fd00:1::/64" }] }
                       ^^^^^^ subnet-taken
  free:
    ipam: { config: [{ subnet: 10.6.0.0/16 }, { gateway: 10.6.0.1 }] }
  made:
    name: made
    ipam: { config: [{ subnet: 10.5.0.0/16 }] }
  other:
    external: true
    ipam: { config: [{ subnet: 10.5.0.0/16 }] }
`,
      {
        engine: {
          networks: [
            { name: 'theirs', subnets: ['10.5.0.0/16', 'fd00:1::/48'] },
            { name: 'made', subnets: ['172.30.0.0/16'] },
          ],
        },
      },
    ));
});

describe('advice resource-of-another', () => {
  it('tells of networks and volumes that are there and not the project’s', () =>
    assertAdvice(
      'resource-of-another',
      `
services:
  a:
    image: nginx
    networks: [shared, own, meant]
    volumes: ["data:/data", "mine:/mine"]
networks:
  shared:
  ^^^^^^ resource-of-another
    name: shared
  own:
  meant:
    name: shared
    external: true
volumes:
  data:
  ^^^^ resource-of-another
    name: data
  mine:
`,
      {
        engine: {
          networks: [
            'shared',
            { name: `${project}_own`, labels: { 'com.docker.compose.project': project } },
          ],
          volumes: [{ name: 'data', labels: { 'com.docker.compose.project': 'another' } }],
        },
      },
    ));
});

describe('advice healthcheck-without-test', () => {
  it('tells of a check that neither the file nor the image has a test for', () =>
    assertAdvice(
      'healthcheck-without-test',
      `
services:
  a:
    image: plain
    healthcheck:
    ^^^^^^^^^^^ healthcheck-without-test
      interval: 5s
  b:
    image: checked
    healthcheck:
      interval: 5s
  c:
    image: plain
    healthcheck:
      test: "true"
  d:
    image: plain
    healthcheck:
      disable: true
  e:
    image: not-here
    healthcheck:
      interval: 5s
`,
      { engine: { images: { plain: {}, checked: { healthcheck: ['CMD', 'true'] } } } },
    ));
});
