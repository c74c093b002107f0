/** Makes a file small enough to be sent. */

const MOST_BYTES = 700_000;
const LARGEST_SIDE = 1600;

/** The file as the control interface takes it; null when it is too large. */
export async function attachment(file) {
  const small = file.size > MOST_BYTES && file.type.startsWith("image/") ? await shrunk(file) : file;
  if (small.size > MOST_BYTES) {
    return null;
  }
  return { data: await base64(small), contentType: small.type || "application/octet-stream" };
}

async function shrunk(file) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LARGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: "image/jpeg", quality: 0.8 });
}

async function base64(blob) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = "";
  for (let start = 0; start < bytes.length; start += 8192) {
    text += String.fromCharCode(...bytes.subarray(start, start + 8192));
  }
  return btoa(text);
}
