import { assertAdvice } from '../draw-advice.ts';

describe('advice image-reference', () => {
  it('names what is no reference', () =>
    assertAdvice(
      'image-reference',
      `
services:
  s0:
    image: "nginx:"
    ^^^^^ image-reference
  s1:
    image: "NGINX"
    ^^^^^ image-reference
  s2:
    image: "nginx:1 2"
    ^^^^^ image-reference
  s3:
    image: "http://reg.io/a"
    ^^^^^ image-reference
  s4:
    image: "a//b"
    ^^^^^ image-reference
  s5:
    image: "nginx@sha256:abc"
    ^^^^^ image-reference
  s6:
    image: "a___b"
    ^^^^^ image-reference
  built:
    image: built
    build:
      context: https://example.com/a.git
      tags:
        - Built:1
          ^^^^^^^ image-reference
  s7:
    image: "nginx:-x"
    ^^^^^ image-reference
`,
    ));

  it('takes all that the grammar has, and leaves unset variables to others', () =>
    assertAdvice(
      'image-reference',
      `
services:
  s0:
    image: "nginx"
  s1:
    image: "Reg.io/a/b__c:1.2-x"
  s2:
    image: "localhost:5000/a"
  s3:
    image: "a@sha256:0000000000000000000000000000000000000000000000000000000000000000"
  s4:
    image: "127.0.0.1:5000/a/b-c"
  s5:
    image: "nginx:\${UNSET}"
`,
    ));
});
