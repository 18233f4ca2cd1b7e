// Draws ZPL from standard input (JSON: [{zpl, width, height, dpmm}]) to PNGs (JSON: [base64]): not our own renderer.
const { ready } = require(process.argv[2] + "/zpl-renderer-js/dist/index.cjs.js");
let text = "";
process.stdin.on("data", (part) => (text += part));
process.stdin.on("end", async () => {
  const { api } = await ready;
  const drawn = [];
  for (const label of JSON.parse(text)) drawn.push(await api.zplToBase64Async(label.zpl, label.width, label.height, label.dpmm));
  process.stdout.write(JSON.stringify(drawn), () => process.exit(0));
});
