import { deflateRawSync } from 'node:zlib';
import { SANDBOX_TOKENS } from '../../../sandbox/index.js';
import { unzip } from './archive.js';
import { findTraces } from './traces.js';

const { valid: token } = SANDBOX_TOKENS;

test.each([
  ['the token', token],
  ['a part of it', token.slice(15, 25)],
  ['base64 of it', Buffer.from(token).toString('base64')],
  ['base64 with a byte before it', Buffer.from(`:${token}`).toString('base64')],
  ['base64 of a pair', Buffer.from(`me:${token}!`).toString('base64')],
  ['hexadecimal', Buffer.from(`x${token}`).toString('hex')],
])('findTraces() finds %s', (_, text) => {
  expect(findTraces(token, [{ name: 'here', bytes: Buffer.from(`before ${text} after`) }])).toEqual(['here']);
});

test('findTraces() returns nothing for text without the token', () => {
  expect(findTraces(token, [{ name: 'here', bytes: Buffer.from('pk_ and other text') }])).toEqual([]);
});

test('unzip() extracts compressed and stored files', () => {
  const files = { 'stored.txt': 'stored', 'packed.txt': 'compressed, '.repeat(20) };
  expect(Object.fromEntries([...unzip(zip(files))].map(([name, bytes]) => [name, bytes.toString()]))).toEqual(files);
});

test('unzip() rejects a file that is not an archive', () => {
  expect(() => unzip(Buffer.from('nothing'))).toThrow('not a zip archive');
});

function zip(files: Readonly<Record<string, string>>): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const isStored = name.startsWith('stored');
    const packed = isStored ? Buffer.from(text) : deflateRawSync(text);
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50);
    header.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50);
    entry.writeUInt16LE(isStored ? 0 : 8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    local.push(header, Buffer.from(name), packed);
    central.push(entry, Buffer.from(name));
    offset += header.length + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, ...central, end]);
}
