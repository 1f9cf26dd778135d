import * as fc from 'fast-check';
import { isExcluded } from '../../src/no-proxy.js';

/** Whether NO_PROXY excludes the host of an https URL. */
function excludes(noProxy: string, host: string): boolean {
  const { hostname, port } = new URL(`https://${host}`);
  return isExcluded(noProxy, { hostname, port: Number(port || 443) });
}

test.each([
  ['clickup.test', 'clickup.test'],
  ['clickup.test', 'api.clickup.test'],
  ['clickup.test', 'a.b.clickup.test'],
  ['.clickup.test', 'api.clickup.test'],
  ['.clickup.test', 'clickup.test'],
  ['*.clickup.test', 'api.clickup.test'],
  ['*clickup.test', 'api.clickup.test'],
  ['test', 'api.clickup.test'],
  ['CLICKUP.TEST', 'api.clickup.test'],
  ['clickup.test', 'API.Clickup.Test'],
  ['clickup.test.', 'api.clickup.test'],
  ['clickup.test', 'api.clickup.test.'],
  ['example.com,clickup.test', 'api.clickup.test'],
  ['example.com clickup.test', 'api.clickup.test'],
  ['example.com , clickup.test ,', 'api.clickup.test'],
  ['example.com;clickup.test', 'api.clickup.test'],
  ['*', 'api.clickup.test'],
  ['example.com, *', 'api.clickup.test'],
  ['*:443', 'api.clickup.test'],
  ['clickup.test:443', 'api.clickup.test'],
  ['.clickup.test:8443', 'api.clickup.test:8443'],
  ['müller.test', 'api.xn--mller-kva.test'],
  ['*', '10.1.2.3'],
])('A9: NO_PROXY=%s excludes the domain %s', (noProxy, host) => {
  expect(excludes(noProxy, host)).toBe(true);
});

test.each([
  ['10.1.2.3', '10.1.2.3'],
  ['10.1.2.3:8443', '10.1.2.3:8443'],
  ['10.0.0.0/8', '10.1.2.3'],
  ['10.1.2.3/32', '10.1.2.3'],
  ['0.0.0.0/0', '10.1.2.3'],
  ['10.0.0.0/8:443', '10.1.2.3'],
  ['10.1.2.1-10.1.2.9', '10.1.2.3'],
  ['fd00::1', '[fd00::1]'],
  ['[fd00::1]', '[fd00::1]'],
  ['[fd00::1]:8443', '[fd00::1]:8443'],
  ['FD00:0:0:0:0:0:0:1', '[fd00::1]'],
  ['fd00::/8', '[fd00::1]'],
  ['[fd00::]/8', '[fd00::1]'],
  ['[fd00::]/8:443', '[fd00::1]'],
  ['fd00::1-fd00::9', '[fd00::3]'],
  ['10.0.0.0/8', '[::ffff:10.1.2.3]'],
])('A9: NO_PROXY=%s excludes the address %s', (noProxy, host) => {
  expect(excludes(noProxy, host)).toBe(true);
});

test.each([
  ['', 'clickup.test'],
  [' , ', 'clickup.test'],
  ['api.clickup.test', 'clickup.test'],
  ['*.clickup.test', 'clickup.test'],
  ['lickup.test', 'clickup.test'],
  ['clickup', 'clickup.test'],
  ['.', 'clickup.test'],
  ['clickup.test:8443', 'clickup.test'],
  ['clickup.test:443', 'clickup.test:8443'],
  ['[clickup.test]:443', 'clickup.test:8443'],
  ['10.0.0.0/8', 'clickup.test'],
  ['2.3', '10.1.2.3'],
  ['*.2.3', '10.1.2.3'],
  ['10.2.0.0/16', '10.1.2.3'],
  ['10.0.0.0/33', '10.1.2.3'],
  ['10.0.0.0/x', '10.1.2.3'],
  ['10.0.0.0/', '10.1.2.3'],
  ['10.1.2.9-10.1.2.1', '10.1.2.3'],
  ['10.1.2.1-fd00::1', '10.1.2.3'],
  ['10.1.2.3:443', '10.1.2.3:8443'],
  ['fd00::/8', '[fe80::1]'],
  ['fd00::/129', '[fd00::1]'],
  ['[fd00::1]:443', '[fd00::1]:8443'],
])('A9: NO_PROXY=%j does not exclude %s', (noProxy, host) => {
  expect(excludes(noProxy, host)).toBe(false);
});

test('A9: any text is valid, and does not exclude a host that it does not contain', () => {
  const parts = fc.constantFrom('.', '*', ':', '[', ']', '/', '-', ',', ' ', '10.1.2.3', 'fd00::', 'x', '443');
  const texts = fc.oneof(
    fc.string(),
    fc.array(parts).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(texts, (text) => {
      fc.pre(!text.includes('*') && !text.toLowerCase().includes('t'));
      expect(excludes(text, 'clickup.test')).toBe(false);
      expect([true, false]).toContain(excludes(text, '[fe80::1]'));
    }),
  );
});

test('A9: the time grows with the length of NO_PROXY', () => {
  const timeFor = (length: number): number => {
    const start = performance.now();
    for (const part of ['a', '.', ':', '[', '[]', '*', ' ', ',', '1', '/', '-', 'a:1,', 'ä']) {
      for (const host of ['clickup.test', '[fd00::1]']) excludes(part.repeat(length / part.length), host);
    }
    return performance.now() - start;
  };
  timeFor(1000);
  expect(timeFor(80_000) / timeFor(10_000)).toBeLessThan(40);
});
