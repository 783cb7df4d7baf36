import type { FormatExample } from './data-card'

export const imageFormats: FormatExample[] = [
  {
    name: 'Images',
    text: 'validation/cat-01.jpg\nvalidation/cat-02.png',
    note: 'A folder or a zip of JPEG, PNG, WebP, AVIF or GIF (first frame only), up to 100 megapixels each.',
  },
  {
    name: 'CSV manifest beside the images',
    text: 'file,author,license,source\ncat-01.jpg,Ada,CC BY 2.0,https://example.org/photos/1',
    note: 'All columns except file are optional. A label column is also accepted.',
  },
  {
    name: 'JSON Lines manifest',
    text: '{"file":"cat-01.jpg","label":281,"author":"Ada","license":"CC BY 2.0"}\n{"file":"cat-02.jpg","label":281}',
    note: 'A single JSON list of these objects works too.',
  },
  {
    name: 'Manifest of URLs',
    text: 'url,author\nhttps://images.example.org/cat-01.jpg,Ada',
    note: 'The server downloads them. Add the host at the end of this page first.',
  },
]

export const classFormats: FormatExample[] = [
  {
    name: 'CSV',
    text: 'index,id,names,gloss,parents\n0,n01440764,tench|Tinca tinca,freshwater fish of Eurasia,n01439121',
    note: 'Requires name or names. The column gloss may also be called description. Optional: aliases, note, links, examples, labelable, display_name. Separate several values with a bar (|).',
  },
  {
    name: 'JSON',
    text: '[{"index":0,"name":"tench","aliases":["Tinca tinca"],"parents":["fish"]},\n {"name":"fish","labelable":false}]',
    note: 'Classes with the same first name are distinguished by a second name or the description.',
  },
  {
    name: 'COCO',
    text: '{"images":[],"categories":[{"id":1,"name":"tabby","supercategory":"cat"}]}',
    note: 'The categories, under their supercategories. Import the file again under “Votes and labels from elsewhere” for its labels.',
  },
  {
    name: 'CVAT for images 1.1',
    text: '<annotations><meta><task><labels>\n  <label><name>tabby</name></label></labels></task></meta></annotations>',
    note: 'The labels of the task. Import the file again under “Votes and labels from elsewhere” for what they say of the images.',
  },
]

export const labelFormats: FormatExample[] = [
  {
    name: 'CSV',
    text: 'file,label\ncat-01.jpg,n02123045',
    note: 'A label is the index, id or name of a class. The columns may also be called image, filename, class_name or category, and be separated by semicolons or tabs.',
  },
  { name: 'JSON Lines', text: '{"file":"cat-01.jpg","label":281}\n{"file":"cat-02.jpg","label":282}' },
  {
    name: 'JSON list in image order',
    text: '[281, 282, 281]',
    note: 'One class index per image, in the project’s image order; null for no label.',
  },
  { name: 'One folder per class', text: 'n02123045/cat-01.jpg\nn02123159/cat-02.jpg' },
]

export const predictionFormats: FormatExample[] = [
  {
    name: 'JSON Lines, best first',
    text: '{"file":"cat-01.jpg","top5":[{"label":281,"probability":0.62},{"label":282,"probability":0.2}]}\n{"file":"cat-02.jpg","top5":[{"label":282,"probability":0.9}]}',
    note: 'Use logit instead of probability if the model outputs logits.',
  },
  {
    name: 'CSV, one prediction per line',
    text: 'file,label,probability\ncat-01.jpg,281,0.62\ncat-01.jpg,282,0.2',
    note: 'Keep the lines of each image together. The column label may also be called class. One image per line also works: label_1, probability_1, label_2 and so on.',
  },
  {
    name: 'Matrix as .npz or .npy',
    text: 'np.savez("resnet.npz", logits=scores, files=names)\nnp.save("resnet.npy", scores)  # beside resnet.txt, one name a line',
    note: 'Rows are images; columns are all classes by ascending index. The five best of each row are kept.',
  },
  {
    name: 'ONNX model, with “Run a model”',
    text: 'mobilenet/onnx/model.onnx\nmobilenet/preprocessor_config.json\nmobilenet/config.json',
    note: 'A folder as on Hugging Face, or model.onnx and preprocessor.json. The server runs it on all images, without a graphics card.',
  },
  {
    name: 'JSON list of top-1 classes',
    text: '[281, 282, 281]',
    note: 'One for each image, in the project’s image order.',
  },
]

export const voteFormats: FormatExample[] = [
  {
    name: 'CSV, one answer per line',
    text: 'image,rater,class,answer,time\ncat-01.jpg,ann,tabby,yes,2026-11-27T09:30:00Z',
    note: 'Other usual names of columns are understood, and you can choose them. Rater, answer and time are optional. Our own votes.csv is one.',
  },
  {
    name: 'JSON Lines',
    text: '{"image":"cat-01.jpg","rater":"ann","class":"tabby","answer":"no"}',
  },
  {
    name: 'Label Studio',
    text: '[{"data":{"image":"cat-01.jpg"},"annotations":[{"completed_by":1,\n  "result":[{"type":"choices","value":{"choices":["tabby"]}}]}]}]',
    note: 'The export “JSON”. Each annotator becomes a rater. Choices, labels of boxes and other shapes, and the last level of each taxonomy path become labels.',
  },
  {
    name: 'CVAT for images 1.1',
    text: '<annotations><image name="cat-01.jpg">\n  <tag label="tabby"/></image></annotations>',
    note: 'The labels of an image’s tags, boxes and other shapes.',
  },
  {
    name: 'COCO',
    text: '{"images":[{"id":1,"file_name":"cat-01.jpg"}],"categories":[{"id":2,"name":"tabby"}],\n "annotations":[{"image_id":1,"category_id":2}]}',
    note: 'The distinct categories of each image.',
  },
  {
    name: 'Lists',
    text: 'cat-01.jpg,tabby\ncat-02.jpg,281',
    note: 'Without a header. One class index per line, or a JSON list such as real.json, goes by the order of the images.',
  },
  {
    name: 'Our own label files',
    text: '{"cat-01.jpg":{"labels":[{"index":281,"id":"n02123045","name":"tabby"}]}}',
    note: 'labels-by-file.json, labels.csv, labels.jsonl, labels.parquet, and the zip for Hugging Face.',
  },
]
