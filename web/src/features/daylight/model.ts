// The house and what stands around it as a drawing: white walls, ink edges, a green shaft. Shadows are a picture; the
// figures come from the engine.
import {
  AmbientLight,
  BoxGeometry,
  Color,
  DirectionalLight,
  EdgesGeometry,
  Group,
  LineBasicMaterial,
  LineSegments,
  Mesh,
  MeshBasicMaterial,
  MeshLambertMaterial,
  OrthographicCamera,
  PCFShadowMap,
  PlaneGeometry,
  Raycaster,
  Scene as Stage,
  Vector2,
  Vector3,
  WebGLRenderer,
} from 'three';
import { towards, type Box, type Pane, type Scene, type Vector } from './engine';

const up = new Vector3(0, 0, 1);

function solid(box: Box, material: MeshLambertMaterial, ink: Color): Group {
  const group = new Group();
  const shape = new BoxGeometry(box.sx, box.sy, box.z1 - box.z0);
  const mesh = new Mesh(shape, material);
  mesh.castShadow = mesh.receiveShadow = true;
  group.add(mesh, new LineSegments(new EdgesGeometry(shape), new LineBasicMaterial({ color: ink })));
  group.position.set(box.cx, box.cy, (box.z0 + box.z1) / 2);
  group.rotation.z = (box.yaw * Math.PI) / 180;
  return group;
}

export class Model {
  private readonly renderer: WebGLRenderer;
  private readonly stage = new Stage();
  private readonly camera = new OrthographicCamera();
  private readonly sun = new DirectionalLight(0xffffff, 1.6);
  private readonly panes = new Map<string, Mesh<PlaneGeometry, MeshBasicMaterial>>();
  private lift = new Group();
  private ink = new Color('#15241e');
  private isGhost = false;

  // Throws where the browser has no WebGL.
  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly scene: Scene,
  ) {
    this.renderer = new WebGLRenderer({ canvas, antialias: true, alpha: true });
    this.renderer.shadowMap.enabled = true;
    this.renderer.shadowMap.type = PCFShadowMap;
    const wall = new MeshLambertMaterial({ color: 0xffffff, emissive: 0x777777 });
    // Neighbours would hide the low floors: they are drawn as glass, so that one can look through.
    const beside = new MeshLambertMaterial({
      color: 0xffffff,
      transparent: true,
      opacity: 0.18,
      depthWrite: false,
    });
    const [house] = scene.boxes;
    for (const box of scene.boxes) {
      const isBeside = house && box !== house && box.sx > 8 && box.sy > 2;
      this.stage.add(solid(box, isBeside ? beside : wall, isBeside ? new Color('#97a79f') : this.ink));
    }
    const ground = new Mesh(new PlaneGeometry(160, 160), new MeshLambertMaterial({ color: 0xe8ede9 }));
    ground.receiveShadow = true;
    this.stage.add(ground, new AmbientLight(0xffffff, 1.9), this.sun, this.sun.target);
    for (const pane of scene.windows) this.addPane(pane);
    this.sun.castShadow = true;
    this.sun.shadow.mapSize.set(2048, 2048);
    Object.assign(this.sun.shadow.camera, { left: -45, right: 45, top: 45, bottom: -45, near: 1, far: 300 });
    this.setLift(scene.lift);
    this.look();
  }

  private addPane(pane: Pane): void {
    const out = towards(pane.az);
    const mesh = new Mesh(
      new PlaneGeometry(pane.w, pane.h),
      new MeshBasicMaterial({ color: '#fdf1d2', side: 2 }),
    );
    mesh.position.set(pane.x + 0.02 * out[0], pane.y + 0.02 * out[1], pane.z + pane.h / 2);
    mesh.up.copy(up);
    mesh.lookAt(mesh.position.clone().add(new Vector3(...out)));
    const edge = new LineSegments(
      new EdgesGeometry(mesh.geometry),
      new LineBasicMaterial({ color: this.ink }),
    );
    mesh.add(edge);
    mesh.userData.id = pane.id;
    this.panes.set(pane.id, mesh);
    this.stage.add(mesh);
  }

  // From the front of the lift's wall, a little to the right and from above.
  private look(): void {
    const own = this.scene.windows[0]?.az ?? 0;
    const way = towards(own + 38);
    const middle = new Vector3(0, 0, 9);
    this.camera.up.copy(up);
    this.camera.position.set(middle.x + way[0] * 90, middle.y + way[1] * 90, 52);
    this.camera.lookAt(middle);
    this.camera.near = 1;
    this.camera.far = 300;
  }

  setLift(boxes: Box[]): void {
    this.stage.remove(this.lift);
    this.lift = new Group();
    const glass = new MeshLambertMaterial({
      color: '#7fb3a1',
      transparent: true,
      opacity: this.isGhost ? 0.12 : 0.75,
    });
    for (const box of boxes) this.lift.add(solid(box, glass, new Color('#1d5b4b')));
    this.stage.add(this.lift);
  }
  ghost(is: boolean, boxes: Box[]): void {
    this.isGhost = is;
    this.setLift(boxes);
  }
  paint(colors: ReadonlyMap<string, string>, chosen: string | null): void {
    for (const [id, mesh] of this.panes) {
      mesh.material.color.set(colors.get(id) ?? '#ffffff');
      mesh.scale.setScalar(id === chosen ? 1.35 : 1);
    }
  }
  shine(direction: Vector): void {
    this.sun.position.set(direction[0] * 120, direction[1] * 120, Math.max(direction[2], 0.02) * 120);
  }
  pick(x: number, y: number): string | null {
    const ray = new Raycaster();
    ray.setFromCamera(new Vector2(2 * x - 1, 1 - 2 * y), this.camera);
    return (ray.intersectObjects([...this.panes.values()], false)[0]?.object.userData.id as string) ?? null;
  }
  draw(): void {
    const width = this.canvas.clientWidth || 600;
    const height = this.canvas.clientHeight || 400;
    this.renderer.setPixelRatio(Math.min(window.devicePixelRatio, 2));
    this.renderer.setSize(width, height, false);
    const half = 21;
    const wide = (half * width) / height;
    Object.assign(this.camera, { left: -wide, right: wide, top: half, bottom: -half });
    this.camera.updateProjectionMatrix();
    this.renderer.render(this.stage, this.camera);
  }
  dispose(): void {
    this.renderer.dispose();
  }
}
