// The scene as a picture of its own: what the style sheets say of it is written into it. The page asks for it when it is to be saved.
globalThis.interleavePicture = (() => {
  "use strict";

  const WRITTEN = [
    "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin",
    "stroke-opacity", "opacity", "font-family", "font-size", "font-weight", "font-variant-numeric", "letter-spacing",
    "text-anchor", "dominant-baseline", "visibility", "text-decoration-line",
  ];

  // The picture as a text. It throws where there is none.
  function lines() {
    const scene = document.querySelector(".scene-picture");
    const copy = scene.cloneNode(true);
    const here = [scene, ...scene.querySelectorAll("*")];
    const there = [copy, ...copy.querySelectorAll("*")];
    here.forEach((element, index) => {
      const look = getComputedStyle(element);
      const drawn = there[index];
      if (look.display === "none") {
        drawn.setAttribute("display", "none");
        return;
      }
      for (const name of WRITTEN) drawn.style.setProperty(name, look.getPropertyValue(name));
      // What a style moves is moved in the picture too.
      if (look.transform !== "none" && !drawn.hasAttribute("transform")) drawn.setAttribute("transform", look.transform);
      for (const name of ["class", "tabindex", "role", "data-term", "aria-describedby"]) drawn.removeAttribute(name);
    });
    copy.querySelectorAll('[display="none"]').forEach((element) => element.remove());
    const { width, height } = scene.getBoundingClientRect();
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copy.setAttribute("width", Math.round(width));
    copy.setAttribute("height", Math.round(height));
    const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    const box = scene.viewBox.baseVal;
    for (const [name, value] of Object.entries({ x: box.x, y: box.y, width: box.width, height: box.height })) {
      ground.setAttribute(name, value);
    }
    ground.setAttribute("fill", getComputedStyle(document.querySelector(".card") ?? document.body).backgroundColor);
    copy.prepend(ground);
    return new XMLSerializer().serializeToString(copy) + "\n";
  }

  // The picture as the address of a PNG.
  async function dots() {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(lines())}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = 2 * image.width;
    canvas.height = 2 * image.height;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL("image/png");
  }

  return { lines: async () => lines(), dots };
})();
