import { Buffer, BufferUsage, Geometry, GlProgram, Mesh, Shader, State, type TextureSource, UniformGroup } from "pixi.js";
import { Camera } from "./camera";
import { type Rgb, shade } from "./palette";

const floats = 8;

/** Where the light comes from: the north-west. */
const light = { x: -0.6, y: -0.8 };

/** Collects the faces of things that stand on the ground: corners with a height, a place on the grain, and a colour. */
export class SolidBuilder {
  private readonly vertices: number[] = [];
  private readonly indices: number[] = [];

  /** A corner; answers its index. */
  corner(x: number, y: number, height: number, color: Rgb): number {
    this.vertices.push(x, y, height, x / 8, (y + height) / 8, color[0], color[1], color[2]);
    return this.vertices.length / floats - 1;
  }

  triangle(a: number, b: number, c: number): void {
    this.indices.push(a, b, c);
  }

  quad(a: number, b: number, c: number, d: number): void {
    this.indices.push(a, b, c, a, c, d);
  }

  /** An upright face over the ground line from a to b, with its outside to the left; the light decides its tone. */
  side(ax: number, ay: number, bx: number, by: number, from: number, to: number, color: Rgb): void {
    const length = Math.hypot(bx - ax, by - ay) || 1;
    const lit = ((by - ay) / length) * light.x - ((bx - ax) / length) * light.y;
    const tone = 0.74 + lit * 0.2;
    const low = shade(color, tone * 0.62);
    const high = shade(color, tone);
    this.quad(
      this.corner(ax, ay, from, low), this.corner(bx, by, from, low),
      this.corner(bx, by, to, high), this.corner(ax, ay, to, high));
  }

  /** A box with a flat top whose rim catches the light. */
  box(x: number, y: number, width: number, depth: number, from: number, to: number, top: Rgb): void {
    const r = x + width;
    const b = y + depth;
    this.side(x, y, r, y, from, to, top);
    this.side(r, y, r, b, from, to, top);
    this.side(r, b, x, b, from, to, top);
    this.side(x, b, x, y, from, to, top);
    const bright = shade(top, 1.12);
    const dim = shade(top, 0.93);
    this.quad(this.corner(x, y, to, bright), this.corner(r, y, to, top), this.corner(r, b, to, dim), this.corner(x, b, to, top));
  }

  /** The collected faces for the graphics card; the builder can be dropped then. */
  geometry(): Geometry {
    const buffer = new Buffer({ data: new Float32Array(this.vertices), usage: BufferUsage.VERTEX | BufferUsage.COPY_DST });
    const stride = floats * 4;
    return new Geometry({
      attributes: {
        aPosition: { buffer, format: "float32x2", stride, offset: 0 },
        aHeight: { buffer, format: "float32", stride, offset: 8 },
        aGrain: { buffer, format: "float32x2", stride, offset: 12 },
        aColor: { buffer, format: "float32x3", stride, offset: 20 },
      },
      indexBuffer: new Uint32Array(this.indices),
    });
  }
}

const vertex = `
in vec2 aPosition;
in float aHeight;
in vec2 aGrain;
in vec3 aColor;
out vec2 vGrain;
out vec3 vColor;
uniform mat3 uProjectionMatrix;
uniform mat3 uWorldTransformMatrix;
uniform mat3 uTransformMatrix;
uniform vec2 uEye;
uniform float uAltitude;
void main() {
  vec2 leaning = aPosition + (aPosition - uEye) * (aHeight / (uAltitude - aHeight));
  vec3 place = uProjectionMatrix * uWorldTransformMatrix * uTransformMatrix * vec3(leaning, 1.0);
  // What is higher is nearer to the eye, whatever it stands beside.
  gl_Position = vec4(place.xy, 0.5 - aHeight * 0.1, 1.0);
  vGrain = aGrain;
  vColor = aColor;
}`;

const fragment = `
in vec2 vGrain;
in vec3 vColor;
out vec4 finalColor;
uniform sampler2D uGrain;
void main() {
  float grain = texture(uGrain, vGrain).r;
  finalColor = vec4(vColor * (0.76 + 0.48 * grain), 1.0);
}`;

/** How standing things are drawn: seen from an eye above, so that they lean away from it as the camera moves. */
export class SolidMaterial {
  private readonly eye = new UniformGroup({
    uEye: { value: new Float32Array(2), type: "vec2<f32>" },
    uAltitude: { value: Camera.altitude, type: "f32" },
  });
  private readonly shader: Shader;
  private readonly state = State.for2d();

  constructor(grain: TextureSource) {
    this.shader = new Shader({
      glProgram: GlProgram.from({ vertex, fragment, name: "solid" }),
      resources: { eye: this.eye, uGrain: grain },
    });
    this.state.depthTest = true;
    this.state.depthMask = true;
    this.state.blend = false;
  }

  mesh(builder: SolidBuilder): Mesh<Geometry, Shader> {
    const mesh = new Mesh<Geometry, Shader>({ geometry: builder.geometry(), shader: this.shader });
    mesh.state = this.state;
    return mesh;
  }

  /** Tells the shader where the eye is. */
  look(camera: Camera): void {
    const at = this.eye.uniforms.uEye;
    at[0] = camera.eyeX;
    at[1] = camera.eyeY;
    this.eye.update();
  }
}
