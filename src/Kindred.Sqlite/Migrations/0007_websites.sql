-- The own pages of an organisation or a community: `links` is what every record has in the API, and a field of that name hid it.
UPDATE records SET content = json_remove(json_set(content, '$.fields.websites', json_extract(content, '$.fields.links')), '$.fields.links')
    WHERE json_type(content, '$.fields.links') IS NOT NULL;
UPDATE revisions SET content = json_remove(json_set(content, '$.fields.websites', json_extract(content, '$.fields.links')), '$.fields.links')
    WHERE json_type(content, '$.fields.links') IS NOT NULL;
UPDATE deposits SET held = json_set(held, '$.records', (
        SELECT json_group_array(json(iif(json_type(value, '$.content.fields.links') IS NULL, value,
            json_remove(json_set(value, '$.content.fields.websites', json_extract(value, '$.content.fields.links')), '$.content.fields.links'))) ORDER BY key)
        FROM json_each(held, '$.records')))
    WHERE EXISTS (SELECT 1 FROM json_each(held, '$.records') WHERE json_type(value, '$.content.fields.links') IS NOT NULL);
