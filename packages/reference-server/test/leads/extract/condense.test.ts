import { describe, expect, test } from 'vitest';
import { condense } from '../../../src/leads/extract/condense.ts';
import { parsePageStyles } from '../../../src/leads/extract/stylesheet.ts';

const condensed = (html: string): string => condense(html, parsePageStyles(html));

describe('a condensed page', () => {
  test('leaves out menus, prose, scripts and styles without addresses', () => {
    const html =
      '<nav class="menu"><ul><li><a href="/a" data-level="1">A</a></li><li><a href="/b">B</a></li></ul></nav>' +
      '<style>.a{color:red}</style><script>if (1 < 2) go();</script><p>We all work here.</p><img src="a@2x.png">';

    expect(condensed(html)).toBe('<br>');
  });

  test.each([
    ['a line with an address', '<p>Write <b>to</b> info@d.test now</p>'],
    ['a name before a separate @', '<p>info<b>@</b>d.test</p>'],
    ['an address in words', '<p>info at d dot test</p>'],
    ['an entity', '<p>info&#64;d.test</p>'],
    ['a link', '<a href="mailto:info">x</a>'],
    ['a picture of the sign', '<p>info<img alt="(at)">d.test</p>'],
    ['data', '<i data-x="aW5mb0BkLnRlc3Q=">x</i>'],
    ['a comment', '<!-- info@d.test -->'],
    ['a tag that never ends', 'info@d.test <a href="'],
  ])('keeps %s as it is', (_what, html) => {
    expect(condensed(html).replace('>x<', '><')).toBe(`<br>${html.replace('>x<', '><')}`);
  });

  test('keeps an element that hides text and all elements after it', () => {
    const html = '<div class="a"><p>We</p></div><div class="b" style="display:none"><p class="c">x</p></div>';

    expect(condensed(html)).toBe('<br><div class="b" style="display:none"><p></p></div>');
  });

  test('does not parse quoted brackets and the content of scripts as tags', () => {
    expect(condensed(`<a title="1 > 2" href='x'>a</a><script>'<b title="'</script><p>x@y</p>`)).toBe(
      '<br><p>x@y</p>',
    );
  });
});
