import { describe, expect, test } from 'vitest';
import { extractEmails } from '../../../src/leads/extract.ts';

const site = 'https://www.harbordental.com/';

describe('texts that only look like an address are not taken', () => {
  test.each([
    ['a picture for sharp screens', '<img src="/logo@2x.png" srcset="/logo@3x.webp 3x"><p>logo@2x.png</p>'],
    [
      'a package with its version',
      '<script src="https://cdn.net/npm/jquery@3.6.0/dist/jquery.min.js"></script><p>jquery@3.6.0.min.js lodash@4.17.21</p>',
    ],
    ['a scoped package', '<p>npm install @babel/core@7.2.0 foo@latest</p>'],
    ['a user on a social network', '<p>@harbordental and @harbor.dental follow @dr.lee</p>'],
    [
      'a profile link',
      '<a href="https://medium.com/@harbordental">x</a><p>https://medium.com/@harbor.dental/post</p>',
    ],
    [
      'coordinates of a map',
      '<a href="https://www.google.com/maps/@30.26,-97.74,15z">x</a><p>https://maps.google.com/maps/@30.2672,-97.7431</p>',
    ],
    ['a fediverse name', '<p>@harbor@mastodon.social</p>'],
    [
      'credentials in a URL',
      '<p>https://user:secret@intranet.harbordental.com/x ftp://anna@harbordental.com</p>',
    ],
    ['a git remote', '<p>git@github.com:harbor/dental.git</p>'],
    ['a placeholder domain', '<p>you@example.com name@domain.com user@yourdomain.com email@email.com</p>'],
    ['a placeholder name', '<p>your.email@gmail.com youremail@harbordental.com</p>'],
    ['the hint in a form', '<input type="email" placeholder="jane@harbordental.com">'],
    [
      'an error tracker',
      '<script>init("https://4ac9b2d1f0e84c7fa1a2b3c4d5e6f708@o12345.ingest.sentry.io/42")</script><p>605a7baede844d278b89dc95ae0a9123@sentry-next.wixpress.com</p>',
    ],
    ['a fingerprint', '<p>4ac9b2d1f0e84c7fa1a2b3c4d5e6f708@harbordental.com</p>'],
    ['a domain without a suffix', '<p>root@localhost info@harbordental</p>'],
    ['an unknown suffix', '<p>info@harbordental.notatld</p>'],
    ['a bare public suffix', '<p>info@co.uk</p>'],
    ['an IP address', '<p>info@127.0.0.1 info@[10.0.0.1]</p>'],
    ['two dots', '<p>info..desk@harbordental.com info@harbordental..com</p>'],
    ['a name of 65 characters', `<p>${'a'.repeat(65)}@harbordental.com</p>`],
    ['an author in a library', '<script>/*! Slider by dev@slider-library.com */</script>'],
    ['a share link', '<a href="mailto:?subject=Look&body=See%20ours">x</a>'],
    ['plain English', '<p>We meet at noon. Find us at harbordental dot. Look at a.com</p>'],
    ['a list with letters', '<p>See section (a) example.com and (at) night</p>'],
    ['a price', '<p>10 @ 5.99 each, 3@4.50</p>'],
    ['the tail of an accented name', '<p>jürgen@harbordental.com</p>'],
    ['a media query', '<style>@media (min-width:1px){.a{color:red}} @import url(x.css);</style>'],
    ['a handle in a sentence', '<p>Visit us @ harbordental.com today</p>'],
    ['a mention behind a word', '<p>thanks @harbordental.team and hello @dr.smith</p>'],
    ['a link to somewhere else', '<a href="https://agency.net/?to=info@harbordental.com">x</a>'],
    ['a decorator', '<script>@Component({selector: "a"}) class A { b = this.c@d; }</script>'],
    ['nothing at all', ''],
  ])('%s', (_what, html) => {
    expect(extractEmails({ html, site })).toEqual({ emails: [], suspectedTraps: [] });
  });
});

describe('hidden addresses', () => {
  test.each([
    ['display:none', '<div style="display:none">bait@harbordental.com</div>'],
    ['visibility:hidden', '<p style="visibility: hidden">bait@harbordental.com</p>'],
    ['zero size', '<p style="font-size:0">bait@harbordental.com</p>'],
    ['no opacity', '<p style="opacity:0">bait@harbordental.com</p>'],
    ['off the screen', '<p style="position:absolute; left:-9999px">bait@harbordental.com</p>'],
    ['white on white', '<p style="color:#fff;background:#fff">bait@harbordental.com</p>'],
    ['the hidden attribute', '<p hidden>bait@harbordental.com</p>'],
    [
      'a hidden parent',
      '<div style="display:none"><ul><li><a href="mailto:bait@harbordental.com">x</a></li></ul></div>',
    ],
    ['a comment', '<!-- bait@harbordental.com -->'],
    ['a class of the page', '<style>.x7{display:none}</style><p class="x7">bait@harbordental.com</p>'],
    [
      'an id of the page',
      '<style>#y{position:absolute;left:-5000px}</style><p id="y">bait@harbordental.com</p>',
    ],
    ['a honeypot by name', '<p class="honeypot">bait@harbordental.com</p>'],
    ['a form field for robots', '<div class="hp-field">bait@harbordental.com</div>'],
    ['transparent text', '<p style="color:transparent">bait@harbordental.com</p>'],
    ['a hidden field', '<input type="hidden" name="x" value="bait@harbordental.com">'],
  ])('are suspected traps: %s', (_what, html) => {
    expect(extractEmails({ html, site })).toEqual({ emails: [], suspectedTraps: ['bait@harbordental.com'] });
  });

  test('are no traps when the page also shows them', () => {
    const html =
      '<!-- info@harbordental.com --><p style="display:none">info@harbordental.com</p><p>info@harbordental.com</p>';

    expect(extractEmails({ html, site })).toEqual({ emails: ['info@harbordental.com'], suspectedTraps: [] });
  });

  test('do not hide the text that follows them', () => {
    const html = '<div style="display:none"><br>bait@harbordental.com</div><p>info@harbordental.com</p>';

    expect(extractEmails({ html, site })).toEqual({
      emails: ['info@harbordental.com'],
      suspectedTraps: ['bait@harbordental.com'],
    });
  });
});
