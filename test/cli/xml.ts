/** An element of an XML document. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Node[];
}

type Node = Element | string;

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Parses an XML document without a DTD, comments and CDATA. Throws if it is not well-formed. Omits white space. */
export function parseXml(text: string): Element {
  // XML 1.0, section 2.2.
  const invalid = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.exec(text);
  if (invalid !== null) throw new Error(`Invalid character at ${invalid.index}`);
  const body = text.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '');
  const parser = /<(?<close>\/)?(?<name>[A-Za-z]+)(?<attributes>(?: [\w-]+="[^"<]*")*)(?<empty>\/)?>|(?<text>[^<]+)/y;
  const stack: { name: string; attributes: Record<string, string>; children: Node[] }[] = [
    { name: '', attributes: {}, children: [] },
  ];
  while (parser.lastIndex < body.length) {
    const at = parser.lastIndex;
    const { groups } = parser.exec(body) ?? {};
    const parent = stack.at(-1);
    if (groups === undefined || parent === undefined) throw new Error(`Not well-formed: ${body.slice(at, at + 40)}`);
    const { close, name = '', attributes = '', empty, text: content } = groups;
    if (content !== undefined) {
      if (content.trim() !== '') parent.children.push(decode(content));
    } else if (close !== undefined) {
      if (parent.name !== name) throw new Error(`</${name}> closes <${parent.name}>`);
      stack.pop();
    } else {
      const pairs = [...attributes.matchAll(/ ([\w-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]);
      const keys = new Set(pairs.map(([key]) => key));
      if (keys.size < pairs.length) throw new Error(`Repeated attribute: ${attributes}`);
      const decoded = Object.fromEntries(pairs.map(([key = '', value = '']) => [key, decode(value)]));
      const element = { name, attributes: decoded, children: [] };
      parent.children.push(element);
      if (empty === undefined) stack.push(element);
    }
  }
  const [document, ...open] = stack;
  const [root, ...others] = document?.children ?? [];
  if (open.length > 0 || others.length > 0 || typeof root !== 'object') throw new Error('Not one root element');
  return root;
}

function decode(text: string): string {
  if (text.includes(']]>')) throw new Error('"]]>" is not permitted in text');
  return text.replaceAll(/&(?:#(\d+)|(\w+));|&/g, (found, code: string | undefined, name: string | undefined) => {
    const value = code === undefined ? ENTITIES[name ?? ''] : String.fromCodePoint(Number(code));
    if (value === undefined) throw new Error(`Unknown entity ${found}`);
    return value;
  });
}

export function childrenOf(node: Node | undefined): readonly Node[] {
  return typeof node === 'object' ? node.children : [];
}

/** The text of an element. */
export function textOf(node: Node | undefined): string {
  return typeof node === 'string' ? node : childrenOf(node).map(textOf).join('');
}
