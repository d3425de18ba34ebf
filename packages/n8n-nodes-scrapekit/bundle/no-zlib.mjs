// Replaces node:zlib, which community nodes may not load. n8n decompresses webhook bodies before a node reads them.
function refuse() {
	throw new Error('n8n decompresses the bodies of webhooks.');
}

export {
	refuse as brotliDecompressSync,
	refuse as gunzipSync,
	refuse as inflateRawSync,
	refuse as inflateSync,
};
