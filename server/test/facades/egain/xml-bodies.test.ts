/** Contract egain 3.6: XML as programs write it and as nobody should, by the example of Edit Case. */
import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import type { Case } from '../../../src/domain/cases/case.ts';
import { base, codeOf, type Egain, startEgain } from './support.ts';

let egain: Egain;
let session: string;
before(async () => {
  egain = await startEgain();
  session = await egain.login('frank');
});
after(() => egain.close());

const put = (body: string | Buffer | Readable) =>
  egain.inject({
    method: 'PUT',
    url: `${base}/interaction/case`,
    headers: {
      'x-egain-session': session,
      'content-type': 'application/xml',
      accept: 'application/json',
      ...(body instanceof Readable ? { 'transfer-encoding': 'chunked' } : {}),
    },
    payload: body,
  });

const dateOf = (found: Case): string => found.modifiedAt.toISOString();

/** The whole document around a subject, in the vendor's namespaces. */
const around = (found: Case, subject: string, before = ''): string =>
  `${before}<case xmlns="http://bindings.egain.com/ws/model/v12/gen/interaction/case" id="${found.number}">` +
  `<lastModified date="${dateOf(found)}"/>${subject}</case>`;

const emoji = '\u{1f4de}';

describe('an XML body', () => {
  it('is read as it means: CDATA, comments, references, byte order mark, blanks', async () => {
    const declared = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n';
    const documents: [string, (found: Case) => string][] = [
      ['x', (found) => around(found, '<subject>x</subject>')],
      ['<b> & ]]', (found) => around(found, '<subject><![CDATA[<b> & ]]]]></subject>')],
      ['a<b>c', (found) => around(found, '<subject>a<![CDATA[<b>]]>c</subject>')],
      [']]>', (found) => around(found, '<subject><![CDATA[]]]]><![CDATA[>]]></subject>')],
      ['ab', (found) => around(found, '<subject>a<!-- <subject>no</subject> -->b</subject>')],
      ['ab', (found) => around(found, '<!-- c --><?p x?><subject>a<?p <x>?>b</subject><!-- d -->')],
      ['<&>"\'', (found) => around(found, '<subject>&lt;&amp;&gt;&quot;&apos;</subject>')],
      [`é${emoji}\t\n\r`, (found) => around(found, '<subject>&#233;&#x1F4DE;&#9;&#10;&#xD;</subject>')],
      ['&lt;', (found) => around(found, '<subject>&amp;lt;</subject>')],
      ['&#60;', (found) => around(found, '<subject><![CDATA[&#60;]]></subject>')],
      [`é${emoji}`, (found) => around(found, `<subject>é${emoji}</subject>`, `\ufeff${declared}`)],
      ['x', (found) => around(found, '<subject>x</subject>', '\ufeff')],
      ['  007 ', (found) => around(found, '<subject>  007 </subject>', declared)],
      ['a\nb', (found) => around(found, '<subject>a\r\nb</subject>', "<?xml version='1.1'?>")],
      ['ä', (found) => around(found, '<subject>&#228;</subject>', '<?xml version="1.0" encoding="us-ascii"?>')],
      ['x', (found) => `${around(found, '\n  <subject\n>x</subject >\n')}\n<!-- end -->\n`],
    ];
    for (const [subject, write] of documents) {
      const found = await egain.make();
      const body = write(found);
      const answer = await put(body);
      assert.equal(answer.statusCode, 204, `${body} ${answer.body}`);
      assert.equal((await egain.read(found.number)).subject, subject, body);
    }
  });

  it('binds by local name, whatever the prefixes and namespaces', async () => {
    const parts = (p: string, found: Case): string =>
      `<${p}lastModified date="${dateOf(found)}"/><${p}severity><${p}value>low</${p}value></${p}severity>`;
    const documents: ((found: Case) => string)[] = [
      (found) => `<case id="${found.number}">${parts('', found)}</case>`,
      (found) => `<a:case xmlns:a="urn:any" id="${found.number}">${parts('a:', found)}</a:case>`,
      // Prefixes that nobody declared are read like others.
      (found) => `<case id="${found.number}">${parts('ns7:', found)}</case>`,
      (found) =>
        `<case xmlns="http://bindings.egain.com/ws/model/v15/gen/interaction/case" xmlns:xsi="urn:xsi"` +
        ` xsi:schemaLocation="a b" version="15" id="${found.number}">${parts('', found)}</case>`,
      (found) => `<case x:id="1" xmlns:x="urn:x" id="${found.number}">${parts('', found)}</case>`,
    ];
    for (const write of documents) {
      const found = await egain.make({ severity: 'high' });
      const answer = await put(write(found));
      assert.equal(answer.statusCode, 204, `${write(found)} ${answer.body}`);
      assert.equal((await egain.read(found.number)).severity, 'low');
    }
  });

  it('that says it is UTF-16, or is, or is no UTF-8 at all, is 400-152 `body`', async () => {
    const found = await egain.make();
    const text = around(found, '<subject>é</subject>');
    const declared = `<?xml version="1.0" encoding="UTF-16"?>${text}`;
    const bodies = [declared, Buffer.from(text, 'latin1'), `<?xml version="1.0" encoding="ISO-8859-1"?>${text}`];
    for (const utf16 of [text, declared, `\ufeff${text}`, `\ufeff${declared}`]) {
      bodies.push(Buffer.from(utf16, 'utf16le'), Buffer.from(utf16, 'utf16le').swap16());
    }
    for (const body of bodies) {
      const answer = await put(body);
      assert.equal(codeOf(answer), '400 400-152');
      assert.match(answer.json().developerMessage, /'body'/);
    }
    assert.equal((await egain.read(found.number)).version, found.version);
  });

  it('with a DOCTYPE is refused unread, so that no entity is ever looked at', async () => {
    const found = await egain.make();
    const lol = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');
    const types = [
      '<!DOCTYPE case>',
      `<!DOCTYPE case [<!ENTITY l0 "lol">${lol}]>`,
      `<!DOCTYPE case [<!ENTITY a "${'a'.repeat(100_000)}">]>`,
      '<!DOCTYPE case [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
      '<!DOCTYPE case [<!ENTITY % a SYSTEM "http://127.0.0.1:9/a.dtd">%a;]>',
      '<!DOCTYPE case SYSTEM "http://127.0.0.1:9/a.dtd">',
      '<!DOCTYPE case PUBLIC "-//A//B" "file:///dev/zero">',
      '<?xml version="1.0"?>\n<!-- c --><!DOCTYPE case>',
      '<!DOCTYPE',
    ];
    for (const type of types) {
      for (const use of ['x', '&l9;', '&a;'.repeat(1000)]) {
        assert.equal(codeOf(await put(around(found, `<subject>${use}</subject>`, type))), '400 400-152', type);
      }
    }
    assert.equal(codeOf(await put(around(found, '<subject>&nbsp;</subject>'))), '400 400-152');
    assert.equal((await egain.read(found.number)).version, found.version);
  });

  it('is read down to 64 levels; ten thousand are refused, and ten megabytes are 413-900', async () => {
    const found = await egain.make();
    const nest = (levels: number): string => '<a>'.repeat(levels) + '</a>'.repeat(levels);
    for (const inside of [nest(64), nest(10_000), '<a>'.repeat(10_000), `<subject>${nest(10_000)}</subject>`]) {
      const answer = await put(around(found, inside));
      assert.equal(codeOf(answer), '400 400-152');
      assert.match(answer.json().developerMessage, /'body'/);
    }
    assert.equal(
      codeOf(await put(around(found, `<subject>x</subject>${nest(63)}`))),
      '400 400-147',
      'read, and not known',
    );
    const large = around(found, `<subject>${'x'.repeat(10 * 1024 * 1024)}</subject>`);
    assert.equal(codeOf(await put(large)), '413 413-900');
    const pieces = Readable.from(Array.from({ length: 160 }, () => Buffer.alloc(65_536, 'x')));
    assert.equal(codeOf(await put(pieces)), '413 413-900', 'also without a Content-Length');
    const most = around(found, `<subject>S</subject><!--${'x'.repeat(1_048_000)}-->`);
    assert.equal((await put(most)).statusCode, 204);
  });

  it('left no fault of the server', () => assert.deepEqual(egain.faults, []));
});
