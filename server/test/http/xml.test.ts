import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { BodyErrorReason } from '../../src/http/body-error.ts';
import { BodyError } from '../../src/http/body-error.ts';
import type { XmlElement } from '../../src/http/xml.ts';
import { parseXml } from '../../src/http/xml.ts';
import { startXml } from '../../src/http/xml-writer.ts';

const read = (text: string | Buffer): XmlElement => parseXml(Buffer.from(text as string), { maxDepth: 64 });
const reasonOf = (text: string | Buffer): BodyErrorReason | 'read' => {
  try {
    read(text);
    return 'read';
  } catch (error) {
    if (error instanceof BodyError) return error.reason;
    throw error;
  }
};

describe('an XML body', () => {
  it('becomes a tree of names without prefixes, attributes and text', () => {
    const root = read(
      '<ns2:case xmlns:ns2="urn:a" xmlns="urn:b" id="1013"><subject>a &amp; b</subject><x:link rel=\'self\'/></ns2:case>',
    );
    assert.equal(root.name, 'case');
    assert.deepEqual([...root.attributes], [['id', '1013']]);
    assert.deepEqual(
      root.children.map(({ name, text }) => [name, text]),
      [
        ['subject', 'a & b'],
        ['link', ''],
      ],
    );
    assert.equal(root.children[1]?.attributes.get('rel'), 'self');
  });

  it('prefers the attribute without a prefix', () => {
    assert.equal(read('<a id="1" x:id="2"/>').attributes.get('id'), '1');
    assert.equal(read('<a x:id="2" id="1"/>').attributes.get('id'), '1');
    assert.equal(read('<a xmlns:id="urn:x"/>').attributes.get('id'), undefined);
  });

  it('keeps text as it is: untrimmed, never a number', () => {
    for (const text of [' 007 ', '1e3', 'true', '\t\n x', '', '0x10', 'Straße 😀', '>', '\'"', ']]']) {
      assert.equal(read(`<a>${text}</a>`).text, text);
    }
  });

  it('takes CDATA as text, and skips comments and processing instructions wherever they stand', () => {
    const text =
      '<?xml version="1.0"?>\n<!-- c --><?pi x?><a>1<!-- <b> & --><![CDATA[<2>&amp;]]><?p?>3<![CDATA[]]]]></a><!--e--> ';
    assert.equal(read(text).text, '1<2>&amp;3]]');
  });

  it('resolves the five entities and numeric references, once', () => {
    assert.equal(
      read('<a>&lt;&gt;&amp;&apos;&quot;&#65;&#x1F600;&#x9;&amp;lt;&#38;lt;</a>').text,
      '<>&\'"A😀\t&lt;&lt;',
    );
    assert.equal(read('<a b="&#10;&quot;&lt;"/>').attributes.get('b'), '\n"<');
  });

  it('normalises line ends in text, and blanks in attributes', () => {
    assert.equal(read('<a>x\r\ny\rz&#13;</a>').text, 'x\ny\nz\r');
    assert.equal(read('<a b="x\ty\r\nz"/>').attributes.get('b'), 'x y z');
  });

  it('may begin with a byte order mark and a declaration', () => {
    for (const start of [
      '\ufeff',
      '\ufeff<?xml version="1.0" encoding="utf-8"?>',
      "<?xml version='1.0' standalone='yes' ?>",
    ]) {
      assert.equal(read(`${start}<a/>`).name, 'a');
    }
  });

  it('may use any letters in names', () => {
    for (const name of ['ä', '_', 'a.b-c_1', '名', 'a·']) assert.equal(read(`<${name}></${name} >`).name, name);
  });

  it('that is blank is empty', () => {
    for (const text of ['', ' \r\n\t', '\ufeff']) assert.equal(reasonOf(text), 'empty');
  });

  it('must be UTF-8 and say nothing else', () => {
    const utf16 = Buffer.from('\ufeff<a/>', 'utf16le');
    assert.equal(reasonOf(utf16), 'encoding');
    assert.equal(reasonOf(Buffer.from(utf16).swap16()), 'encoding');
    assert.equal(reasonOf('<?xml version="1.0" encoding="UTF-16"?><a/>'), 'encoding');
    assert.equal(reasonOf("<?xml version='1.0' encoding='ISO-8859-1'?><a/>"), 'encoding');
    assert.equal(reasonOf(Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0x3c, 0x2f, 0x61, 0x3e])), 'encoding');
    assert.notEqual(reasonOf(Buffer.from('<a/>', 'utf16le')), 'read');
    assert.equal(reasonOf('<?xml version="1.0" encoding="ASCII"?><a>\u00e9</a>'), 'encoding');
    for (const ascii of ['ASCII', 'us-ascii']) {
      assert.equal(read(`<?xml version='1.0' encoding='${ascii}'?>\n<a>&#233;</a>`).text, '\u00e9');
    }
  });

  const illFormed: Readonly<Record<string, readonly string[]>> = {
    'tags that do not match': [
      '<a></b>',
      '<a>',
      '<a><b></a></b>',
      '</a>',
      '<a></A>',
      '<x:a></y:a>',
      '<a></ a>',
      '<a></a b="1">',
    ],
    'more or less than one root': [
      '<a/><b/>',
      '<!-- c -->',
      '<a/>x',
      'x<a/>',
      '<![CDATA[x]]><a/>',
      '&#32;<a/>',
      '<a/></a>',
    ],
    'broken tags': [
      '<a',
      '<',
      '<a b="1',
      '< a/>',
      '<a/ >',
      '<a "x"/>',
      '<a b/>',
      '<a b=1/>',
      '<a b="1"c="2"/>',
      '<a b="1\'/>',
      '<>',
    ],
    'bad names': ['<1a/>', '<-a/>', '<a:b:c/>', '<:a/>', '<a:/>', '<a 1="x"/>', '<a\u00d7/>', '<a b:c:d="x"/>'],
    'attributes twice': ['<a b="1" b="2"/>', '<a x:b="1" x:b="2"/>', '<a xmlns="u" xmlns="v"/>'],
    '`<` or a bare `&` in an attribute': ['<a b="<"/>', '<a b="a & b"/>', '<a b="&"/>'],
    'bad references': [
      '<a>&foo;</a>',
      '<a>a & b</a>',
      '<a>&;</a>',
      '<a>&#;</a>',
      '<a>&#x;</a>',
      '<a>&#X41;</a>',
      '<a>&lt</a>',
      '<a>&nbsp;</a>',
    ],
    'characters that do not exist': [
      '<a>&#0;</a>',
      '<a>&#xD800;</a>',
      '<a>&#x110000;</a>',
      '<a>&#1;</a>',
      '<a>&#xFFFE;</a>',
      `<a>&#${'9'.repeat(400)};</a>`,
    ],
    'characters that XML cannot hold': [
      '<a>\u0000</a>',
      '<a>\u0001</a>',
      '<a>\u000b</a>',
      '<a>\ufffe</a>',
      '<a b="\u001f"/>',
      '<!--\u0001--><a/>',
    ],
    'comments and CDATA': [
      '<a><!-- x</a>',
      '<a><!-- a -- b --></a>',
      '<a><!-- a ---></a>',
      '<a><!--></a>',
      '<a><![CDATA[x</a>',
      '<a>]]></a>',
      '<a><![cdata[x]]></a>',
    ],
    declarations: [
      '<a/><?xml version="1.0"?>',
      ' <?xml version="1.0"?><a/>',
      '<?xml version="2.0"?><a/>',
      '<?xml encoding="UTF-8"?><a/>',
      '<?XML version="1.0"?><a/>',
      '<?xml?><a/>',
      '<a><?xml x?></a>',
      '<?1?><a/>',
      '<a><?p</a>',
    ],
    'document types': [
      '<!DOCTYPE a><a/>',
      '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
      '<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
      '<!doctype a><a/>',
      '<a><!DOCTYPE b></a>',
      '<a><!ENTITY x "y"></a>',
    ],
  };
  for (const [what, documents] of Object.entries(illFormed)) {
    it(`is refused for ${what}`, () => {
      for (const text of documents) assert.equal(reasonOf(text), 'syntax', text);
    });
  }

  it('tells where it is wrong', () => {
    assert.throws(() => read('<a>\r\n  <b>x</c>\n</a>'), /line 2, column 7: '<\/b>' should stand here/);
  });

  it('is counted from 1 for the root', () => {
    const nested = (levels: number): string => '<a>'.repeat(levels) + '</a>'.repeat(levels);
    assert.equal(reasonOf(nested(64)), 'read');
    assert.equal(reasonOf(nested(65)), 'depth');
    assert.equal(reasonOf(`${'<a>'.repeat(64)}<b/>${'</a>'.repeat(64)}`), 'depth');
    assert.equal(reasonOf(nested(10_000)), 'depth');
    assert.equal(reasonOf('<a>'.repeat(349_525)), 'depth');
    assert.equal(reasonOf(`<a>${'<b/>'.repeat(250_000)}</a>`), 'read');
  });

  it('is never answered by anything but a tree or a BodyError', () => {
    const piece = fc.constantFrom(
      '<a>',
      '</a>',
      '<b/>',
      '<a x="',
      '"',
      '&amp;',
      '&#',
      ';',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?',
      '?>',
      ' ',
      'x',
      '<',
      '>',
      '=',
    );
    fc.assert(fc.property(fc.array(piece), (pieces) => void reasonOf(pieces.join(''))));
  });
});

describe('an XML answer', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, value) => {
        const written = startXml().open('a', { b: value }).text(text).end();
        const root = read(written);
        const kept = (sent: string): string =>
          // biome-ignore lint/suspicious/noControlCharactersInRegex: what XML cannot carry.
          sent.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
        assert.deepEqual([root.text, root.attributes.get('b')], [kept(text), kept(value)]);
      }),
    );
  });

  it('has a declaration, prefixes as given, and short empty elements', () => {
    const written = startXml()
      .open('ns2:case', { xmlns: 'urn:a', 'xmlns:ns2': 'urn:b', id: 7, gone: undefined })
      .leaf('subject', 'a\r<b>]]>')
      .leaf('left', undefined)
      .open('empty')
      .close()
      .open('open')
      .end();
    assert.equal(
      written,
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><ns2:case xmlns="urn:a" xmlns:ns2="urn:b" id="7">' +
        '<subject>a&#13;&lt;b&gt;]]&gt;</subject><empty/><open/></ns2:case>',
    );
  });

  it('replaces what XML 1.0 cannot carry', () => {
    assert.match(startXml().leaf('a', 'x\u0000y\ud800z\ufffe').end(), /<a>x\ufffdy\ufffdz\ufffd<\/a>$/);
  });
});
