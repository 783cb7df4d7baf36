import type { FormatExample } from './format-list'

export const imageFormats: FormatExample[] = [
  {
    name: 'Pictures',
    text: 'validation/cat-01.jpg\nvalidation/cat-02.png',
    note: 'A folder or one zip of JPEG, PNG, WebP, AVIF or GIF (its first frame), up to 100 megapixels each.',
  },
  {
    name: 'Manifest as CSV, beside the pictures',
    text: 'file,author,license,source\ncat-01.jpg,Ada,CC BY 2.0,https://example.org/photos/1',
    note: 'Every column but file may be left out; label is understood too.',
  },
  {
    name: 'Manifest as JSON lines',
    text: '{"file":"cat-01.jpg","label":281,"author":"Ada","license":"CC BY 2.0"}\n{"file":"cat-02.jpg","label":281}',
    note: 'Also as one JSON list of these objects.',
  },
  {
    name: 'Manifest of addresses',
    text: 'url,author\nhttps://images.example.org/cat-01.jpg,Ada',
    note: 'The server fetches them; the host has to be listed at the end of this page.',
  },
]

export const classFormats: FormatExample[] = [
  {
    name: 'CSV',
    text: 'index,id,names,gloss,parents\n0,n01440764,tench|Tinca tinca,freshwater fish of Eurasia,n01439121',
    note: 'name or names is needed. Also: aliases, note, links, examples, labelable, display_name. A bar parts several.',
  },
  {
    name: 'JSON',
    text: '[{"index":0,"name":"tench","aliases":["Tinca tinca"],"parents":["fish"]},\n {"name":"fish","labelable":false}]',
    note: 'Classes that share a first name are told apart by a second name or the gloss.',
  },
]

export const labelFormats: FormatExample[] = [
  {
    name: 'CSV',
    text: 'file,label\ncat-01.jpg,n02123045',
    note: 'A label is the index, the id or a name of a class.',
  },
  { name: 'JSON lines', text: '{"file":"cat-01.jpg","label":281}\n{"file":"cat-02.jpg","label":282}' },
  {
    name: 'JSON list by position',
    text: '[281, 282, 281]',
    note: 'One class index for every image in the order of the project; null for none.',
  },
  { name: 'A folder for each class', text: 'n02123045/cat-01.jpg\nn02123159/cat-02.jpg' },
]

export const predictionFormats: FormatExample[] = [
  {
    name: 'JSON lines, the best first',
    text: '{"file":"cat-01.jpg","top5":[{"label":281,"probability":0.62},{"label":282,"probability":0.2}]}\n{"file":"cat-02.jpg","top5":[{"label":282,"probability":0.9}]}',
    note: 'logit in the place of probability where the model gives logits.',
  },
  {
    name: 'CSV, one prediction a line',
    text: 'file,label,probability\ncat-01.jpg,281,0.62\ncat-01.jpg,282,0.2',
    note: 'Lines of one image stand together. Also one image a line: label_1, probability_1, label_2 and on.',
  },
  {
    name: 'Matrix as .npz or .npy',
    text: 'np.savez("resnet.npz", logits=scores, files=names)\nnp.save("resnet.npy", scores)  # beside resnet.txt, one name a line',
    note: 'Rows are images, columns all classes by rising index; the five best of each row are kept.',
  },
  { name: 'JSON list of top-1 classes', text: '[281, 282, 281]', note: 'For every image in the order of the project.' },
]
