// applied
// Which of these contents were applied in this way already, as a firm's last file or one before it?
// vi: Nội dung nào trong số này đã được nhập theo cách này, là tệp gần nhất của công ty hay tệp trước đó?
// params:  hashes: list<string>, options: string
// returns: imports
// mode:    read
UNWIND $hashes AS content_hash
MATCH (i:Import {content_hash: content_hash})
WHERE i.state = 'done' AND i.mode = 'apply' AND i.options = $options AND i.report IS NOT NULL
MATCH (c:Group {key: i.company})
WITH i, i.key = c.last_run AS last, i.as_of < c.last_as_of AS older
WHERE last OR older
WITH i, last ORDER BY last DESC, i.key DESC
WITH i.content_hash AS content_hash, head(collect({run: i, last: last})) AS found
RETURN collect({content_hash: content_hash, key: found.run.key, last: found.last, as_of: found.run.as_of,
  dated: found.run.dated, recalled: found.run.recalled, report: found.run.report}) AS imports
