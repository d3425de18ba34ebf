// Shows the progress of an open job as it happens, and loads the page again when the job has ended.

const RETRY_MS = 30_000;

/**
 * @typedef {object} Live
 * @property {string} state
 * @property {number} produced
 * @property {number} goal
 * @property {string} progress
 * @property {string} cost
 */

/** Its attribute `events` is the address of the events. Its children with `data-live` show the values of this name. */
class LiveJob extends HTMLElement {
  /** @type {EventSource | undefined} */
  #source;
  /** @type {number | undefined} */
  #retry;

  connectedCallback() {
    document.addEventListener('visibilitychange', this);
    this.handleEvent();
  }

  disconnectedCallback() {
    document.removeEventListener('visibilitychange', this);
    this.#disconnect();
  }

  // Browsers allow few connections to a server, so a page that nobody sees needs none.
  handleEvent() {
    if (document.hidden) this.#disconnect();
    else this.#connect();
  }

  #connect() {
    this.#disconnect();
    const source = new EventSource(this.getAttribute('events') ?? '');
    this.#source = source;
    source.addEventListener('open', () => this.#showLink(false));
    source.addEventListener('message', ({ data }) => this.#show(JSON.parse(data)));
    source.addEventListener('ended', () => this.#reload());
    source.addEventListener('error', () => {
      this.#showLink(true);
      // The browser tries again by itself unless the server has refused.
      if (source.readyState === EventSource.CLOSED)
        this.#retry = window.setTimeout(() => this.handleEvent(), RETRY_MS);
    });
  }

  #disconnect() {
    window.clearTimeout(this.#retry);
    this.#source?.close();
  }

  /** @param {Live} live */
  #show(live) {
    for (const element of this.querySelectorAll('[data-live]')) {
      const name = element.getAttribute('data-live');
      if (element instanceof HTMLProgressElement) {
        element.max = live.goal;
        element.value = live.produced;
      } else if (name === 'state') {
        element.className = `state ${live.state}`;
        if (element.textContent !== live.state) element.textContent = live.state;
      } else if (name === 'progress' || name === 'cost') element.textContent = live[name];
    }
  }

  /**
   * Shows or hides the link that loads the page again.
   * @param {boolean} isShown
   */
  #showLink(isShown) {
    this.querySelector('[data-load-again]')?.toggleAttribute('hidden', !isShown);
  }

  #reload() {
    this.#disconnect();
    const address = new URL(location.href);
    // Without this, the page would say again that the job was started.
    address.searchParams.delete('done');
    address.hash = '';
    location.replace(address);
  }
}

customElements.define('live-job', LiveJob);
