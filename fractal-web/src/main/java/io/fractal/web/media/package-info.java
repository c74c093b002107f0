/** Media over HTTP: how uploads are read and how stored bytes are delivered, with ranges, names and what browsers may do with them. */
package io.fractal.web.media;
