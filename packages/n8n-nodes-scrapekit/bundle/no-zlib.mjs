// Stands in for node:zlib, which community nodes may not load: n8n hands webhook bodies over inflated.
function refuse() {
	throw new Error('Compressed bodies are inflated by n8n.');
}

export {
	refuse as brotliDecompressSync,
	refuse as gunzipSync,
	refuse as inflateRawSync,
	refuse as inflateSync,
};
